namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>A time among the options of a call.</summary>
/// <param name="IsSet">Whether it is set; null if only the run time knows.</param>
/// <param name="Time">How long it is; null if it is not set, or only the run time knows.</param>
internal readonly record struct Setting(bool? IsSet, TimeSpan? Time);
