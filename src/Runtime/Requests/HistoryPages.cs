using Cairn.Engine;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Shared by the requests that read histories, forward or in reverse.</summary>
internal static class HistoryPages
{
    /// <summary>The number of events on a page, given the requested number.</summary>
    public static int Size(int asked) => asked is > 0 and < Limits.HistoryPage ? asked : Limits.HistoryPage;

    /// <summary>The token of the page that begins with an event.</summary>
    public static ByteString Token(string runId, long eventId) =>
        new HistoryToken { RunId = runId, NextEventId = eventId }.ToByteString();

    /// <summary>Reads the token of a request; null for the first page.</summary>
    /// <exception cref="Exceptions.RpcException">The token is invalid, or it belongs to another run.</exception>
    public static HistoryToken? ReadToken(ByteString bytes, string runId)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        HistoryToken token;
        try
        {
            token = HistoryToken.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refused.Invalid("Invalid NextPageToken.");
        }

        if (token.NextEventId < 1 || !Guid.TryParse(token.RunId, out _))
        {
            throw Refused.Invalid("Invalid NextPageToken.");
        }

        return runId.Length == 0 || token.RunId == runId
            ? token
            : throw Refused.Invalid("RunId in the request does not match the NextPageToken.");
    }
}
