using Cairn.Activities;

namespace CiCdPipeline;

/// <summary>The steps of a pipeline. The long ones send heartbeats.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:30", InitialInterval = "00:00:00.1")]
public interface IPipeline
{
    /// <summary>Compiles the release; answers with the name of the package.</summary>
    [Activity]
    Task<string> BuildAsync(Release release);

    /// <summary>Makes an environment for tests; answers when it is there.</summary>
    [Activity]
    [ActivityDefaults(StartToClose = "00:30:00", Heartbeat = "00:00:03")]
    Task ProvisionAsync(string environment, CancellationToken cancellationToken = default);

    /// <summary>Removes an environment, if it is there.</summary>
    [Activity]
    Task TearDownAsync(string environment);

    /// <summary>Runs a test suite in an environment; a failure of the suite is final.</summary>
    [Activity]
    [ActivityDefaults(
        StartToClose = "00:30:00", Heartbeat = "00:00:03", NonRetryable = [nameof(SuiteFailedException)])]
    Task RunSuiteAsync(string environment, string suite, CancellationToken cancellationToken = default);

    /// <summary>Puts a package on all servers, one after the other; takes it back if it is cancelled.</summary>
    [Activity]
    [ActivityDefaults(StartToClose = "00:30:00", Heartbeat = "00:00:03")]
    Task DeployAsync(string package, CancellationToken cancellationToken = default);
}
