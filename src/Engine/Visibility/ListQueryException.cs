namespace Cairn.Engine.Visibility;

/// <summary>A query is invalid. The message says where or why, in the texts of Temporal's server.</summary>
public sealed class ListQueryException(string message) : Exception(message)
{
    /// <summary>The text is not a query.</summary>
    internal static ListQueryException Malformed(string why) => new($"malformed SQL query: {why}");

    /// <summary>The text uses a part of SQL that the filter language does not have.</summary>
    internal static ListQueryException NotSupported(string what) => new($"operation is not supported: {what}");

    /// <summary>A test is invalid for its attribute.</summary>
    internal static ListQueryException InvalidExpression(string why) => new($"invalid expression: {why}");
}
