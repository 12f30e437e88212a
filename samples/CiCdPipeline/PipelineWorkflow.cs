using Cairn.Workflows;

namespace CiCdPipeline;

/// <summary>Builds a release, tests it in an environment of its own, and deploys it.</summary>
[Workflow]
public class PipelineWorkflow
{
    // A cancelled step is waited for: what comes after it relies on what it has taken back.
    private readonly IPipeline pipeline = Workflow.Activities<IPipeline>(
        new() { CancellationType = ActivityCancellationType.WaitCancellationCompleted });

    /// <summary>What it does now.</summary>
    [WorkflowQuery]
    public string Stage { get; private set; } = "waiting";

    [WorkflowRun]
    public async Task<string> RunAsync(Release release)
    {
        Stage = "building";
        var package = await pipeline.BuildAsync(release);
        await TestAsync(release);
        Stage = "deploying";
        await pipeline.DeployAsync(package);
        Stage = "deployed";
        return package;
    }

    // The environment goes away whether the tests succeed, fail, or are cancelled.
    private Task TestAsync(Release release) => Saga.RunAsync(async saga =>
    {
        var environment = $"test-{release.Id}";
        Stage = "provisioning";
        await saga.StepAsync(
            () => pipeline.ProvisionAsync(environment), () => pipeline.TearDownAsync(environment));

        Stage = "testing";
        var suites = await Workflow.MapAsync(
            release.Suites,
            suite => pipeline.RunSuiteAsync(environment, suite),
            maxConcurrency: 3,
            MapFailureMode.CancelRemaining);
        suites.ThrowIfAnyFailed();
        await pipeline.TearDownAsync(environment);
    });
}
