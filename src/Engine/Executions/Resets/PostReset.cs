using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Signals;
using Cairn.Engine.Rules;
using static Cairn.Api.Workflow.V1.PostResetOperation;

namespace Cairn.Engine.Executions.Resets;

/// <summary>Performs the operations that a reset requests for the new run, before its first workflow task.</summary>
public static class PostReset
{
    /// <summary>
    /// Returns why operations are refused; null if they are valid. The texts are those of Temporal's server.
    /// </summary>
    public static Refusal? Check(IEnumerable<PostResetOperation> operations) =>
        operations.Select(Wrong).FirstOrDefault(wrong => wrong is not null) is { } text
            ? Refusal.InvalidArgument(text)
            : null;

    /// <summary>Performs operations that passed <see cref="Check"/>, in their order.</summary>
    internal static void Run(Turn turn, ResetWorkflowExecutionRequest request)
    {
        foreach (var operation in request.PostResetOperations)
        {
            var signal = operation.SignalWorkflow;
            turn.Write(SignalWorkflow.Event(new SignalWorkflowExecutionRequest
            {
                SignalName = signal.SignalName,
                Input = signal.Input,
                Header = signal.Header,
                Identity = request.Identity,
                Links = { signal.Links },
            }));
        }
    }

    private static string? Wrong(PostResetOperation operation) => operation.VariantCase switch
    {
        VariantOneofCase.SignalWorkflow => Wrong(operation.SignalWorkflow),
        VariantOneofCase.None => "unsupported post reset operation: <nil>",
        _ => $"unsupported post reset operation: {operation.VariantCase}",
    };

    private static string? Wrong(Types.SignalWorkflow signal) =>
        signal.SignalName.Length == 0 ? "SignalName is not set on request."
        : Names.TooLong(signal.SignalName) ? "SignalName length exceeds limit."
        : signal.Input?.CalculateSize() > Limits.BlobBytes ? "Blob data size exceeds limit."
        : LinkRules.Check(signal.Links);
}
