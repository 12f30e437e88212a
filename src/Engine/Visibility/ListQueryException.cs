namespace Cairn.Engine.Visibility;

/// <summary>A query is not understood. The message says where or why, in Temporal's words.</summary>
public sealed class ListQueryException(string message) : Exception(message)
{
    /// <summary>The text is no query at all.</summary>
    internal static ListQueryException Malformed(string why) => new($"malformed SQL query: {why}");

    /// <summary>Something that SQL has and the language has not.</summary>
    internal static ListQueryException NotSupported(string what) => new($"operation is not supported: {what}");

    /// <summary>A test that makes no sense.</summary>
    internal static ListQueryException InvalidExpression(string why) => new($"invalid expression: {why}");
}
