using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators;

/// <summary>What the generator reports.</summary>
internal static class Rules
{
    /// <summary>A contract has a member that is no activity.</summary>
    public static readonly DiagnosticDescriptor NoActivity = new(
        "CAIRN0313",
        "A contract has a member that is no activity",
        "Contract {0} cannot be called by workflows: {1} is no activity that returns a task. "
            + "Run 'cairn explain CAIRN0313' for more.",
        "Cairn",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    /// <summary>The name of a class of calls is taken.</summary>
    public static readonly DiagnosticDescriptor NameIsTaken = new(
        "CAIRN0307",
        "The name of generated calls is taken",
        "The name {0} is taken, so the generated calls are in {1}. Run 'cairn explain CAIRN0307' for more.",
        "Cairn",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);
}
