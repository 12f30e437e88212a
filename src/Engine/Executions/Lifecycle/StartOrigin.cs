namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>The input of a start in addition to its request.</summary>
internal sealed record StartOrigin
{
    /// <summary>A start by a client.</summary>
    public static readonly StartOrigin OfClient = new();

    /// <summary>The parent that requested the start; null for a start by a client.</summary>
    public Execution? Parent { get; init; }

    /// <summary>The event of the parent that requested the start.</summary>
    public long ParentInitiatedEventId { get; init; }
}
