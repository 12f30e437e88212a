namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>Selects pending activities of a run for an operation.</summary>
/// <param name="Id">The activity with this id; empty for none.</param>
/// <param name="Type">All activities of this type; empty for none.</param>
/// <param name="All">Whether every pending activity is selected.</param>
public readonly record struct ActivitySelection(string Id, string Type, bool All = false)
{
    /// <summary>Finds the activities, in the order in which they were scheduled.</summary>
    public Refusal? Find(Execution state, out IReadOnlyList<Activity> found)
    {
        var (id, type, all) = this;
        found = [];
        if (id.Length == 0 && type.Length == 0 && !all)
        {
            return Refusal.InvalidArgument("Either Activity.Id or Activity.Type should be set on request.");
        }

        if (!state.IsOpen)
        {
            return Refusal.AlreadyCompleted;
        }

        found =
        [
            .. state.Activities.Values
                .Where(activity => all
                    || (id.Length > 0
                        ? activity.Options.ActivityId == id
                        : activity.Options.ActivityType.Name == type))
                .OrderBy(activity => activity.ScheduledEventId),
        ];
        return found.Count > 0 || all ? null : Refusal.ActivityNotFound;
    }
}
