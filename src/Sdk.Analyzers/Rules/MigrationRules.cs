using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>Migration: CAIRN0901 to CAIRN0999.</summary>
internal static class MigrationRules
{
    public static readonly Rule OtherNamespace = Rule.Direct(
        "CAIRN0901",
        "Code uses the namespaces of Temporal's SDK",
        "{0} belongs to Temporal's SDK: use {1}",
        Info);

    public static readonly IReadOnlyList<Rule> All = [OtherNamespace];
}
