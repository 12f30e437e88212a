using Cairn.Engine.Visibility;

namespace Cairn.Storage.Visibility;

/// <summary>How many executions there are.</summary>
/// <param name="Group">The value that they share of the attribute that is grouped by; null if they have none.</param>
/// <param name="Count">How many.</param>
public readonly record struct ExecutionCount(SearchValue? Group, long Count);
