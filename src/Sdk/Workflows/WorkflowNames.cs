namespace Cairn.Workflows;

/// <summary>Names that the SDK keeps for itself.</summary>
internal static class WorkflowNames
{
    /// <summary>The query that tells what a workflow waits for.</summary>
    public const string StackTrace = "__stack_trace";

    /// <summary>The query that tells which handlers a workflow has.</summary>
    public const string Metadata = "__temporal_workflow_metadata";

    /// <summary>Whether no dynamic handler may see the name.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith("__temporal_", StringComparison.Ordinal) || name == StackTrace;
}
