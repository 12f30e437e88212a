using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Answers a query that a worker received as a separate task.</summary>
internal static class RespondQueryTaskCompleted
{
    /// <summary>Answers the request.</summary>
    public static Task<RespondQueryTaskCompletedResponse> HandleAsync(
        Node node, RespondQueryTaskCompletedRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var token = Read(request.TaskToken);
        if (token.Namespace != @namespace.Value)
        {
            throw Refused.Invalid("Operation requested with a token from a different namespace.");
        }

        var query = node.PendingQueries.Find(token.QueryId)
            ?? throw Refused.NotFound("query task not found, or already expired");
        if (request.CompletedType != QueryResultType.Answered)
        {
            query.Fail(request.ErrorMessage, request.Failure);
        }
        else if (request.QueryResult?.CalculateSize() > Limits.BlobBytes)
        {
            query.Fail("Blob data size exceeds limit.", failure: null);
        }
        else
        {
            query.Answer(request.QueryResult);
        }

        return Task.FromResult(new RespondQueryTaskCompletedResponse());
    }

    private static QueryToken Read(ByteString bytes)
    {
        if (bytes.IsEmpty)
        {
            throw Refused.Invalid("Task token not set on request.");
        }

        QueryToken token;
        try
        {
            token = QueryToken.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refused.Invalid("Error deserializing task token.");
        }

        return token.QueryId.Length == 0 || token.Namespace.Length == 0
            ? throw Refused.Invalid("Invalid TaskToken.")
            : token;
    }
}
