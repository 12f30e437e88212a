using Google.Protobuf;

namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Sends a header along with all that a client or a workflow calls, and hands on the one that came.</summary>
internal sealed class HeaderInterceptor : IClientInterceptor, IWorkerInterceptor
{
    private const string Key = "traveller";

    private static readonly AsyncLocal<string?> Traveller = new();

    /// <summary>The value that came with the call that runs.</summary>
    public static string Current => Traveller.Value ?? "none";

    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
        new OfClient(nextInterceptor);

    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
        new IntoWorkflow(nextInterceptor);

    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) =>
        new IntoActivity(nextInterceptor);

    private static Dictionary<string, Payload> With(IDictionary<string, Payload>? headers, string value) =>
        new(headers ?? new Dictionary<string, Payload>())
        {
            [Key] = new()
            {
                Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
                Data = ByteString.CopyFromUtf8($"\"{value}\""),
            },
        };

    private static void Read(IEnumerable<KeyValuePair<string, Payload>>? headers) => Traveller.Value =
        headers?.FirstOrDefault(header => header.Key == Key).Value?.Data.ToStringUtf8().Trim('"');

    private sealed class OfClient(ClientOutboundInterceptor next) : ClientOutboundInterceptor(next)
    {
        public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
            ClientInputs.StartWorkflowInput input) => base.StartWorkflowAsync<TWorkflow, TResult>(
                input with { Headers = With(input.Headers, "start") });

        public override Task SignalWorkflowAsync(ClientInputs.SignalWorkflowInput input) =>
            base.SignalWorkflowAsync(input with { Headers = With(input.Headers, "signal") });

        public override Task<TResult> QueryWorkflowAsync<TResult>(ClientInputs.QueryWorkflowInput input) =>
            base.QueryWorkflowAsync<TResult>(input with { Headers = With(input.Headers, "query") });

        public override Task<WorkflowUpdateHandle<TResult>> StartWorkflowUpdateAsync<TResult>(
            ClientInputs.StartWorkflowUpdateInput input) => base.StartWorkflowUpdateAsync<TResult>(
                input with { Headers = With(input.Headers, "update") });
    }

    private sealed class IntoWorkflow(WorkflowInboundInterceptor next) : WorkflowInboundInterceptor(next)
    {
        public override void Init(WorkflowOutboundInterceptor outbound) => base.Init(new OutOfWorkflow(outbound));

        public override Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
        {
            Read(Workflow.Info.Headers);
            return base.ExecuteWorkflowAsync(input);
        }

        public override Task HandleSignalAsync(HandleSignalInput input)
        {
            Read(input.Headers);
            return base.HandleSignalAsync(input);
        }

        public override object? HandleQuery(HandleQueryInput input)
        {
            Read(input.Headers);
            return base.HandleQuery(input);
        }

        public override void ValidateUpdate(HandleUpdateInput input)
        {
            Read(input.Headers);
            base.ValidateUpdate(input);
        }

        public override Task<object?> HandleUpdateAsync(HandleUpdateInput input)
        {
            Read(input.Headers);
            return base.HandleUpdateAsync(input);
        }
    }

    private sealed class OutOfWorkflow(WorkflowOutboundInterceptor next) : WorkflowOutboundInterceptor(next)
    {
        public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
            base.ScheduleActivityAsync<TResult>(input with { Headers = With(input.Headers, $"{Current} > activity") });

        public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
            base.ScheduleLocalActivityAsync<TResult>(
                input with { Headers = With(input.Headers, $"{Current} > local activity") });

        public override Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
            StartChildWorkflowInput input) => base.StartChildWorkflowAsync<TWorkflow, TResult>(
                input with { Headers = With(input.Headers, $"{Current} > child") });

        public override Task SignalChildWorkflowAsync(SignalChildWorkflowInput input) =>
            base.SignalChildWorkflowAsync(input with { Headers = With(input.Headers, $"{Current} > child's signal") });

        public override Task SignalExternalWorkflowAsync(SignalExternalWorkflowInput input) =>
            base.SignalExternalWorkflowAsync(
                input with { Headers = With(input.Headers, $"{Current} > other's signal") });

        public override ContinueAsNewException CreateContinueAsNewException(
            CreateContinueAsNewExceptionInput input) => base.CreateContinueAsNewException(
                input with { Headers = With(input.Headers, $"{Current} > next run") });
    }

    private sealed class IntoActivity(ActivityInboundInterceptor next) : ActivityInboundInterceptor(next)
    {
        public override Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            Read(input.Headers);
            return base.ExecuteActivityAsync(input);
        }
    }
}
