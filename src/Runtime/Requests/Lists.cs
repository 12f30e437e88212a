using Cairn.Api.Workflow.V1;
using Cairn.Engine;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Runtime.Tokens;
using Cairn.Storage.Visibility;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Shared by the requests that find workflows.</summary>
internal static class Lists
{
    /// <summary>Reads a query.</summary>
    /// <exception cref="Exceptions.RpcException">The query is invalid.</exception>
    public static ListQuery Parse(Node node, NamespaceName @namespace, string query)
    {
        try
        {
            return ListQuery.Parse(query, node.SearchAttributes.Of(@namespace));
        }
        catch (ListQueryException bad)
        {
            throw Refused.Invalid($"invalid query: {bad.Message}");
        }
    }

    /// <summary>A page, and the token of the next one; empty if there is none.</summary>
    public static async Task<(IEnumerable<WorkflowExecutionInfo> Executions, ByteString NextPageToken)> PageAsync(
        Node node, NamespaceName @namespace, ListQuery query, int size, ByteString token, RpcContext context)
    {
        var limit = size is > 0 and <= Limits.ListPage ? size : Limits.ListPage;
        var place = token.IsEmpty ? null : Read(token, query.Order.Count);
        var heads = await node.Store.ListAsync(@namespace, query, place, limit + 1, context.CancellationToken);
        var next = heads.Count > limit ? Write(ListPlace.Of(heads[limit - 1], query.Order)) : ByteString.Empty;
        return (heads.Take(limit).Select(ListedExecution.Of), next);
    }

    private static ByteString Write(ListPlace place) => new ListToken
    {
        RunId = place.RunId.Value,
        Keys = { place.Keys.Select(Write) },
    }.ToByteString();

    private static SortKey Write(SearchValue? key) => key switch
    {
        null => new SortKey(),
        { Text: { } text } => new SortKey { Text = text },
        { Real: { } real } => new SortKey { Real = real },
        { Integer: var integer } => new SortKey { Integer = integer },
    };

    private static ListPlace Read(ByteString bytes, int keys)
    {
        try
        {
            var token = ListToken.Parser.ParseFrom(bytes);
            return token.Keys.Count == keys
                ? new ListPlace([.. token.Keys.Select(Read)], new RunId(token.RunId))
                : throw Refused.Invalid("Invalid NextPageToken.");
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refused.Invalid("Invalid NextPageToken.");
        }
    }

    private static SearchValue? Read(SortKey key) => key.ValueCase switch
    {
        SortKey.ValueOneofCase.Text => SearchValue.Of(key.Text),
        SortKey.ValueOneofCase.Integer => SearchValue.Of(key.Integer),
        SortKey.ValueOneofCase.Real => SearchValue.Of(key.Real),
        _ => null,
    };
}
