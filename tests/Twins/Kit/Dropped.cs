namespace Cairn.Tests.Twins.Kit;

/// <summary>What two recordings of one scenario cannot have in common, whoever made them.</summary>
internal static class Dropped
{
    /// <summary>Fields that are left out, each group with its reason.</summary>
    public static IReadOnlySet<string> Fields { get; } = new HashSet<string>(
    [
        // The moment and the place in the server's own log.
        "eventTime", "taskId", "version", "historySizeBytes",

        // Names that processes and SDKs give themselves and their requests.
        "identity", "requestId", "workerInstanceKey", "workerControlTaskQueue", "resetRequestId", "newRequestId",

        // What an SDK tells about itself.
        "workerVersion", "sdkMetadata", "meteringMetadata", "binaryChecksum", "source",

        // Where code failed, in the words of its language.
        "stackTrace", "encodedAttributes",

        // Versioning of workers, which no scenario uses.
        "buildId", "deploymentVersion", "deployment", "workerDeploymentName", "versioningBehavior",
        "buildIdRedirectCounter",

        // What the server links and groups for its own user interface.
        "links", "eventGroupMarkers",

        // What interceptors send along; no scenario has any.
        "header",
    ]);

    /// <summary>Moments and waits until one: that they are there is compared, not when.</summary>
    public static IReadOnlySet<string> Times { get; } = new HashSet<string>(
    [
        "firstWorkflowTaskBackoff", "workflowExecutionExpirationTime", "cancelRequestedTime", "originalScheduledTime",
        "startedTime", "scheduledTime", "TemporalScheduledStartTime",
    ]);
}
