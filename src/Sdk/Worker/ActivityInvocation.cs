using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Common;
using Cairn.Worker.Interceptors;

namespace Cairn.Worker;

/// <summary>Calls an activity's code through the worker's interceptors.</summary>
internal static class ActivityInvocation
{
    /// <summary>Decodes the arguments, runs the code in its context, and converts the result.</summary>
    public static async Task<Payload> InvokeAsync(
        WorkerScope scope,
        ActivityExecutionContext context,
        ActivityDefinition definition,
        IReadOnlyList<Payload> input,
        Header? header)
    {
        context.Enter();
        var converter = context.PayloadConverter;
        var args = ActivityArguments.Decode(
            definition, context.Info.ActivityType, input, converter, context.CancellationToken);
        ActivityInboundInterceptor chain = new ActivityInbound(context);
        foreach (var interceptor in scope.Interceptors.Reverse())
        {
            chain = interceptor.InterceptActivity(chain)
                ?? throw new InvalidOperationException($"InterceptActivity of {interceptor.GetType()} returned null");
        }

        chain.Init(new ActivityOutbound(context));
        var result = await chain.ExecuteActivityAsync(new(definition, args, header?.Fields)).ConfigureAwait(false);
        return CallName.Convert($"The result of activity {definition.Owner}", result, converter.ToPayload);
    }

    private sealed class ActivityInbound(ActivityExecutionContext context) : ActivityInboundInterceptor
    {
        public override void Init(ActivityOutboundInterceptor outbound) => context.Outbound = outbound;

        public override Task<object?> ExecuteActivityAsync(ExecuteActivityInput input) =>
            input.Activity.InvokeAsync(input.Args);
    }

    private sealed class ActivityOutbound(ActivityExecutionContext context) : ActivityOutboundInterceptor
    {
        public override void Heartbeat(HeartbeatInput input) => context.Record(input.Details);
    }
}
