using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Worker;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>What a run's code needs from its worker.</summary>
/// <param name="Options">What all runs of the worker share.</param>
/// <param name="Definition">The workflow.</param>
/// <param name="Job">The start of the run.</param>
/// <param name="Flags">The flags of logic changes that the run uses.</param>
/// <param name="WorkflowId">The workflow id.</param>
/// <param name="RunId">The run id.</param>
/// <param name="Logger">The logger of the workflow.</param>
internal sealed record WorkflowInstanceDetails(
    WorkflowRunnerOptions Options,
    WorkflowDefinition Definition,
    ActivationJob.InitializeWorkflow Job,
    SdkFlags Flags,
    string WorkflowId,
    string RunId,
    ILogger Logger);
