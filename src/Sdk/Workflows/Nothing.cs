namespace Cairn.Workflows;

/// <summary>Placeholder result of a call that returns nothing.</summary>
internal readonly struct Nothing;
