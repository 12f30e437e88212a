using Cairn.Converters;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Worker.Interceptors;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>What a run's code needs from its worker.</summary>
/// <param name="Definition">The workflow.</param>
/// <param name="Job">The start of the run.</param>
/// <param name="Flags">The flags of logic changes that the run uses.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="WorkflowId">The workflow id.</param>
/// <param name="RunId">The run id.</param>
/// <param name="DataConverter">Converts values to and from payloads.</param>
/// <param name="Logger">The logger of the workflow.</param>
/// <param name="FailureExceptionTypes">Exceptions that fail any workflow of the worker instead of its task.</param>
/// <param name="Interceptors">The worker's interceptors, the outermost first.</param>
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
