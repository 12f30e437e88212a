namespace Cairn.Workflows;

/// <summary>The result of a call whose result nobody looks at.</summary>
internal readonly struct Nothing;
