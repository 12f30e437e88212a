namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>What is wrong with members, in the words of messages, by which code fixes find their change.</summary>
internal static class Wrong
{
    public const string NotPublic = "must be public";
    public const string Static = "cannot be static";
    public const string NoTask = "must return Task";
    public const string NoTaskOfAny = "must return a task";
    public const string NotVoid = "must be void";
    public const string Parameters = "must have the parameters of ";

    /// <summary>The key of the change; null if there is none.</summary>
    public static string? Fix(string wrong) => wrong switch
    {
        NotPublic => "public",
        Static => "static",
        NoTask or NoTaskOfAny => "Task",
        NotVoid => "void",
        _ when wrong.StartsWith(Parameters, StringComparison.Ordinal) => wrong.Substring(Parameters.Length),
        _ => null,
    };
}
