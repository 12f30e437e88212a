using Cairn.Api.Common.V1;
using Cairn.Converters;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>What all calls of a client share.</summary>
internal static class ClientServices
{
    /// <summary>The timeout of a call that needs a worker, the same as in Temporal's SDKs.</summary>
    public static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The timeout of a call that the server may hold for 60 s, with 10 s for the network.</summary>
    public static readonly TimeSpan LongPollTimeout = TimeSpan.FromSeconds(70);

    /// <summary>The server's calls, with retries unless the caller turned them off.</summary>
    public static IWorkflowService ServiceFor(this ICairnClient client, RpcOptions? options) =>
        options?.Retry == false ? client.Connection.WorkflowService : client.WorkflowService;

    /// <summary>Headers, encoded; null if there are none.</summary>
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

    /// <summary>A memo, encoded; null if there is none.</summary>
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

    /// <summary>The workflow's ids on the wire.</summary>
    public static Api.Common.V1.WorkflowExecution Execution(string id, string? runId) =>
        new() { WorkflowId = id, RunId = runId ?? string.Empty };
}
