using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Writes what was found as diagnostics.</summary>
internal static class Report
{
    /// <summary>The property of a diagnostic that names what a code fix changes.</summary>
    public const string Fix = "Fix";

    /// <summary>A finding in workflow code itself.</summary>
    public static Diagnostic Direct(Finding finding) => New(
        finding,
        finding.Location,
        [],
        finding.Fix is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(Fix, finding.Fix),
        finding.What);

    /// <summary>A finding that a call in workflow code leads to; the message has the whole way.</summary>
    public static Diagnostic Transitive(ISymbol caller, Call call, Reached reached)
    {
        var chain = reached.Chain.Select(Naming.Of)
            .Prepend(Naming.Short(caller))
            .Append(reached.Finding.What);
        var places = reached.Finding.Location is { } end ? reached.Places.Append(end) : reached.Places;
        return New(
            reached.Finding,
            call.Location,
            places,
            ImmutableDictionary<string, string?>.Empty,
            string.Join(" -> ", chain));
    }

    private static Diagnostic New(
        Finding finding,
        Location? location,
        IEnumerable<Location> places,
        ImmutableDictionary<string, string?> properties,
        string what) => Diagnostic.Create(
            finding.Rule.Descriptor,
            location,
            finding.Severity ?? finding.Rule.Descriptor.DefaultSeverity,
            places,
            properties,
            what,
            finding.Instead);
}
