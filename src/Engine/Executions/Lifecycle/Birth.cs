namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>What a start has beside its request.</summary>
internal sealed record Birth
{
    /// <summary>A start that a client asked for.</summary>
    public static readonly Birth OfClient = new();

    /// <summary>The parent that asked for it; null if none did.</summary>
    public Execution? Parent { get; init; }

    /// <summary>The event of the parent that asked for it.</summary>
    public long ParentInitiatedEventId { get; init; }
}
