using Cairn.Api.Common.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>Small messages that everybody needs.</summary>
internal static class Wire
{
    public const string Namespace = "default";

    public const string Queue = "queue";

    public static Payloads Text(string text)
    {
        var payload = new Payload { Data = ByteString.CopyFromUtf8(text) };
        payload.Metadata.Add("encoding", ByteString.CopyFromUtf8("json/plain"));
        return new Payloads { Payloads_ = { payload } };
    }

    public static string Text(Payloads? payloads) =>
        payloads is { Payloads_.Count: > 0 } ? payloads.Payloads_[0].Data.ToStringUtf8() : "";

    public static TaskQueue Normal { get; } = new() { Name = Queue };

    public static ExecutionKey Key(WorkflowExecution execution) =>
        new(new(Namespace), new(execution.WorkflowId), new(execution.RunId));
}
