namespace Cairn.Workflows;

/// <summary>What happens if a workflow ends while one of its handlers still runs.</summary>
public enum HandlerUnfinishedPolicy
{
    /// <summary>The handler is abandoned, and the SDK logs a warning.</summary>
    WarnAndAbandon,

    /// <summary>The handler is abandoned without a warning.</summary>
    Abandon,
}
