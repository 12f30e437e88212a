using Cairn.Converters;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Worker.Interceptors;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>What a run's code needs to know from its worker.</summary>
/// <param name="Definition">The workflow.</param>
/// <param name="Job">The beginning of the run.</param>
/// <param name="Flags">The logic that the run was made with.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="WorkflowId">The id that the starter gave.</param>
/// <param name="RunId">The run.</param>
/// <param name="DataConverter">How values travel.</param>
/// <param name="Logger">Where the workflow logs to.</param>
/// <param name="FailureExceptionTypes">Exceptions that fail any workflow of the worker instead of its task.</param>
/// <param name="Interceptors">What stands between the worker and the workflow, the outermost first.</param>
internal sealed record WorkflowInstanceDetails(
    WorkflowDefinition Definition,
    ActivationJob.InitializeWorkflow Job,
    SdkFlags Flags,
    string Namespace,
    string WorkflowId,
    string RunId,
    DataConverter DataConverter,
    ILogger Logger,
    IReadOnlyCollection<Type> FailureExceptionTypes,
    IReadOnlyCollection<IWorkerInterceptor> Interceptors);
