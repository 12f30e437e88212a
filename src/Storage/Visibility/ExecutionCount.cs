using Cairn.Engine.Visibility;

namespace Cairn.Storage.Visibility;

/// <summary>The number of executions in one group.</summary>
/// <param name="Group">The value of the grouping attribute that they share; null if they have none.</param>
/// <param name="Count">The number of executions.</param>
public readonly record struct ExecutionCount(SearchValue? Group, long Count);
