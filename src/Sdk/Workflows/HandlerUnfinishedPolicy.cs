namespace Cairn.Workflows;

/// <summary>What happens if a workflow ends while one of its handlers still runs.</summary>
public enum HandlerUnfinishedPolicy
{
    /// <summary>The handler is left where it is, and the log has a warning.</summary>
    WarnAndAbandon,

    /// <summary>The handler is left where it is.</summary>
    Abandon,
}
