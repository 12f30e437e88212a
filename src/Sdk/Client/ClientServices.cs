using Cairn.Api.Common.V1;
using Cairn.Converters;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>What all calls of a client have in common.</summary>
internal static class ClientServices
{
    /// <summary>How long a call waits that needs a worker: as long as Temporal's SDKs let a call take.</summary>
    public static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a call waits that the server may hold: 60 s, and 10 s for the way.</summary>
    public static readonly TimeSpan LongPollTimeout = TimeSpan.FromSeconds(70);

    /// <summary>The server's calls, with retries unless the caller turned them off.</summary>
    public static IWorkflowService ServiceFor(this ICairnClient client, RpcOptions? options) =>
        options?.Retry == false ? client.Connection.WorkflowService : client.WorkflowService;

    /// <summary>Values beside the arguments, encoded; null if there are none.</summary>
    public static async Task<Header?> HeaderAsync(this ICairnClient client, IDictionary<string, Payload>? headers)
    {
        if (headers is not { Count: > 0 })
        {
            return null;
        }

        var header = new Header();
        foreach (var (name, value) in headers)
        {
            header.Fields.Add(
                name,
                client.Options.DataConverter.PayloadCodec is { } codec ? await codec.EncodeSingleAsync(value)
                    .ConfigureAwait(false) : value);
        }

        return header;
    }

    /// <summary>Values that descriptions show, encoded; null if there are none.</summary>
    public static async Task<Memo?> MemoAsync(this ICairnClient client, IReadOnlyDictionary<string, object>? values)
    {
        if (values is not { Count: > 0 })
        {
            return null;
        }

        var memo = new Memo();
        foreach (var (name, value) in values)
        {
            memo.Fields.Add(name, await ValuePayloads.ToPayloadAsync(
                client.Options.DataConverter, value, $"Memo entry {name}").ConfigureAwait(false));
        }

        return memo;
    }

    /// <summary>What names the workflow on the wire.</summary>
    public static Api.Common.V1.WorkflowExecution Execution(string id, string? runId) =>
        new() { WorkflowId = id, RunId = runId ?? string.Empty };
}
