namespace Cairn.Worker;

/// <summary>What the query <c>__stack_trace</c> of a workflow answers.</summary>
public enum WorkflowStackTrace
{
    /// <summary>The query fails.</summary>
    None,

    /// <summary>The calls that the workflow waits for, with the file and line of each.</summary>
    Normal,

    /// <summary>The calls that the workflow waits for.</summary>
    WithoutFileInfo,
}
