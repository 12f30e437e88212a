using System.Text;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>Describes what a workflow waits for: the answer to the stack trace query.</summary>
internal static class WaitingFor
{
    /// <summary>One line for each activity, timer and condition.</summary>
    /// <param name="instance">The run.</param>
    /// <param name="withFiles">Whether the file and line of each call are named.</param>
    public static string Describe(WorkflowInstance instance, bool withFiles = true)
    {
        var text = new StringBuilder();
        foreach (var activity in instance.Activities.Pending)
        {
            text.AppendLine($"activity {activity.Activity} ({activity.Seq}){Site(activity.Site)}");
        }

        foreach (var activity in instance.LocalActivities.Pending)
        {
            text.AppendLine($"local activity {activity.Activity} ({activity.Seq}){Site(activity.Site)}");
        }

        foreach (var child in instance.Children.Pending)
        {
            text.AppendLine($"child workflow {child.Workflow} \"{child.Id}\"{Site(child.Site)}");
        }

        foreach (var timer in instance.Timers.Pending)
        {
            text.AppendLine($"timer {timer.Seq}{Site(timer.Site)}");
        }

        foreach (var condition in instance.Conditions.Pending)
        {
            text.AppendLine($"condition{Site(condition.Site)}");
        }

        foreach (var handler in instance.Signals.Running)
        {
            text.AppendLine($"in the handler of signal {handler.Name ?? "(dynamic)"}");
        }

        foreach (var handler in instance.Updates.Running)
        {
            text.AppendLine($"in the handler of update {handler.Name ?? "(dynamic)"}");
        }

        return text.Length == 0 ? "nothing that the SDK knows of" : text.ToString();

        string Site(CallSite site) => withFiles ? site.ToString() : string.Empty;
    }
}
