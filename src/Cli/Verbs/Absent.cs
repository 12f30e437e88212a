namespace Cairn.Cli.Verbs;

/// <summary>
/// What Temporal's command line has and this one does not, because its server does not have it, with what takes its
/// place.
/// </summary>
internal static class Absent
{
    private const string Deployments = "worker deployments and build ids: a patch, or a task queue for each "
        + "release, takes their place";

    private const string Nexus = "Nexus";

    private const string Alone = "activities without a workflow: a workflow of one activity takes their place";

    private const string Clusters = "other clusters";

    private const string Archive = "archival: closed workflows stay for the retention of their namespace";

    private const string Batches = "batches over activities: name one by --activity-id and --workflow-id";

    // By the words of the command; the longest that fits decides.
    private static readonly (string Command, string Lacks)[] Commands =
    [
        ("activity cancel", Alone), ("activity count", Alone), ("activity delete", Alone), ("activity describe", Alone),
        ("activity execute", Alone), ("activity list", Alone), ("activity result", Alone), ("activity start", Alone),
        ("activity terminate", Alone),
        ("nexus", Nexus), ("operator nexus", Nexus),
        ("operator cluster remove", Clusters), ("operator cluster upsert", Clusters),
        ("task-queue config", "rate limits that are set on the server: a worker's options limit its task queue"),
        ("task-queue get-build-id-reachability", Deployments), ("task-queue get-build-ids", Deployments),
        ("task-queue update-build-ids", Deployments), ("task-queue versioning", Deployments),
        ("worker deployment", Deployments),
        ("workflow pause", "pausing of workflows: activities and schedules can be paused"),
        ("workflow unpause", "pausing of workflows: activities and schedules can be paused"),
        ("workflow update-options", Deployments), ("workflow reset with-workflow-update-options", Deployments),
    ];

    // By command and option; the empty command is every one.
    private static readonly (string Command, string Option, string Lacks)[] Options =
    [
        ("activity reset", "--query", Batches), ("activity reset", "--reason", Batches),
        ("activity reset", "--yes", Batches), ("activity reset", "--rps", Batches),
        ("activity reset", "--headers", Batches),
        ("activity unpause", "--query", Batches), ("activity unpause", "--reason", Batches),
        ("activity unpause", "--yes", Batches), ("activity unpause", "--rps", Batches),
        ("activity unpause", "--headers", Batches),
        ("activity update-options", "--query", Batches), ("activity update-options", "--reason", Batches),
        ("activity update-options", "--yes", Batches), ("activity update-options", "--rps", Batches),
        ("activity update-options", "--headers", Batches), ("activity update-options", "--start-delay", Alone),
        ("operator namespace", "--active-cluster", Clusters), ("operator namespace", "--cluster", Clusters),
        ("operator namespace", "--global", Clusters), ("operator namespace", "--promote-global", Clusters),
        ("operator namespace", "--replication-state", Clusters),
        ("operator namespace", "--history-archival-state", Archive),
        ("operator namespace", "--history-uri", Archive),
        ("operator namespace", "--visibility-archival-state", Archive),
        ("operator namespace", "--visibility-uri", Archive),
        ("workflow list", "--archived", Archive),
        ("workflow reset", "--build-id", Deployments),
        ("workflow cancel", "--headers", "headers of a request to cancel: no interceptor sees one"),
        ("workflow delete", "--headers", "headers of a deletion: no interceptor sees one"),
        ("task-queue describe", "--select-build-id", Deployments),
        ("task-queue describe", "--select-unversioned", Deployments),
        ("task-queue describe", "--select-all-active", Deployments),
        ("task-queue describe", "--report-reachability", Deployments),
        ("task-queue describe", "--report-config", "limits of task queues that are set on the server"),
        ("task-queue describe", "--legacy-mode", "the older form of that answer"),
        ("task-queue describe", "--task-queue-type-legacy", "the older form of that answer"),
        ("task-queue describe", "--partitions-legacy", "the older form of that answer"),
        ("server start-dev", "--ui-port", "web pages yet"), ("server start-dev", "--ui-ip", "web pages yet"),
        ("server start-dev", "--ui-public-path", "web pages yet"),
        ("server start-dev", "--ui-asset-path", "web pages yet"),
        ("server start-dev", "--ui-codec-endpoint", "web pages yet"),
        ("server start-dev", "--ui-disable-news-fetch", "web pages yet"),
        ("server start-dev", "--sqlite-pragma", "settings of SQLite: those that keep data safe are fixed"),
        ("server start-dev", "--log-config", "a file for logging: --log-level and --log-format set it"),
    ];

    /// <summary>Why a command is not there; null if it is one that no version has.</summary>
    /// <param name="command">The words of the command, without <c>cairn</c>.</param>
    public static string? Command(string command) => Commands
        .Where(each => command == each.Command || command.StartsWith(each.Command + " ", StringComparison.Ordinal))
        .Select(each => $"cairn does not have {each.Lacks}.")
        .FirstOrDefault();

    /// <summary>Why an option is not there; null if it is one that no version has.</summary>
    /// <param name="command">The words of the command, without <c>cairn</c>.</param>
    /// <param name="option">The option.</param>
    public static string? Option(string command, string option) => Options
        .Where(each => each.Option == option)
        .Where(each => (command + " ").StartsWith(each.Command + " ", StringComparison.Ordinal))
        .Select(each => $"{option}: cairn does not have {each.Lacks}.")
        .FirstOrDefault();
}
