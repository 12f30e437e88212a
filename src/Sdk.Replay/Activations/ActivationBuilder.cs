using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>Collects the jobs of the next activation and the state of the workflow task they belong to.</summary>
internal sealed class ActivationBuilder
{
    private List<ActivationJob> jobs = [];
    private HistoryEvent? started;
    private DateTime time;
    private bool replaying;
    private string? buildId;

    /// <summary>Whether there is a job for workflow code.</summary>
    public bool HasJobs => jobs.Count > 0;

    /// <summary>The time that workflow code sees.</summary>
    public DateTime Time => time;

    /// <summary>Adds a job for workflow code.</summary>
    public void Add(ActivationJob job) => jobs.Add(job);

    /// <summary>Drops the collected jobs, because the workflow is over.</summary>
    public void Drop() => jobs.Clear();

    /// <summary>Begins a workflow task. Time never goes back, even if the server's clock did.</summary>
    /// <param name="taskStarted">The event that started it.</param>
    /// <param name="completed">Its completion, if history has it; then this is a replay.</param>
    public void Begin(HistoryEvent taskStarted, HistoryEvent? completed)
    {
        started = taskStarted;
        replaying = completed is not null;
        buildId = completed?.WorkflowTaskCompletedEventAttributes.WorkerVersion is { BuildId.Length: > 0 } version
            ? version.BuildId
            : null;
        Advance(taskStarted.EventTime?.ToDateTime() ?? default);
    }

    /// <summary>Moves the time forward. An earlier time is ignored.</summary>
    public void Advance(DateTime now) => time = now > time ? now : time;

    /// <summary>Returns the collected jobs, sorted, and begins a new collection.</summary>
    public Activation Build()
    {
        var attributes = started?.WorkflowTaskStartedEventAttributes;
        var activation = new Activation(
            Sorted(jobs),
            time,
            replaying,
            buildId,
            (int)(started?.EventId ?? 0),
            (int)(attributes?.HistorySizeBytes ?? 0),
            attributes?.SuggestContinueAsNew ?? false,
            attributes is { SuggestContinueAsNewReasons: { Count: > 0 } reasons } ? reasons : []);
        jobs = [];
        return activation;
    }

    // Most activations have one job or are in order; the sort must be stable, which List.Sort is not.
    private static List<ActivationJob> Sorted(List<ActivationJob> jobs)
    {
        for (var i = 1; i < jobs.Count; i++)
        {
            if (jobs[i].Ordinal < jobs[i - 1].Ordinal)
            {
                return [.. jobs.OrderBy(job => job.Ordinal)];
            }
        }

        return jobs;
    }
}
