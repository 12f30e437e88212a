using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Writes what was found as diagnostics.</summary>
internal static class Report
{
    /// <summary>The property of a diagnostic that names what a code fix changes.</summary>
    public const string Fix = "Fix";

    /// <summary>A finding in workflow code itself.</summary>
    public static Diagnostic Direct(Finding finding, bool isStrict) => New(
        finding,
        isStrict,
        finding.Location,
        [],
        finding.Fix is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(Fix, finding.Fix),
        finding.What);

    /// <summary>A finding that a call in workflow code leads to; the message has the whole way.</summary>
    public static Diagnostic Transitive(ISymbol caller, Call call, Reached reached, bool isStrict)
    {
        var places = reached.Finding.Location is { } end ? reached.Places.Append(end) : reached.Places;
        return New(
            reached.Finding,
            isStrict,
            call.Location,
            places,
            ImmutableDictionary<string, string?>.Empty,
            $"{Naming.Short(caller)} -> {Way(reached)}");
    }

    /// <summary>The way from a method to a finding, for messages.</summary>
    public static string Way(Reached reached) =>
        string.Join(" -> ", reached.Chain.Select(Naming.Of).Append(reached.Finding.What));

    private static Diagnostic New(
        Finding finding,
        bool isStrict,
        Location? location,
        IEnumerable<Location> places,
        ImmutableDictionary<string, string?> properties,
        string what) => Diagnostic.Create(
            finding.Rule.Descriptor,
            location,
            SeverityOf(finding, isStrict),
            places,
            properties,
            what,
            finding.Instead);

    private static DiagnosticSeverity SeverityOf(Finding finding, bool isStrict)
    {
        var severity = finding.Severity ?? finding.Rule.Descriptor.DefaultSeverity;
        return !isStrict ? severity
            : severity == DiagnosticSeverity.Warning ? DiagnosticSeverity.Error
            : finding.Rule == StateRules.InsertionOrder ? DiagnosticSeverity.Warning
            : severity;
    }
}
