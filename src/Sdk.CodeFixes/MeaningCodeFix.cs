using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Offers changes for code that a replay repeats, and that does not do what it seems to do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MeaningCodeFix : TableCodeFix
{
    private static readonly Fix Failure =
        new("Throw an ApplicationFailureException", MeaningChanges.ThrowFailure);

    private static readonly Fix Filter =
        new("Catch only what fails the workflow", MeaningChanges.AddFilter);

    private static readonly Fix Detached =
        new("Wrap it in Workflow.RunDetachedAsync", MeaningChanges.Detach);

    private static readonly Dictionary<string, Func<string, Fix>> Table = new()
    {
        ["CAIRN0301"] = DefinitionChanges.For,
        ["CAIRN0302"] = DefinitionChanges.For,
        ["CAIRN0303"] = DefinitionChanges.For,
        ["CAIRN0304"] = DefinitionChanges.For,
        ["CAIRN0308"] = key => new($"Add [{key}]", use => MeaningChanges.AddAttribute(use, key)),
        ["CAIRN0312"] = key => new($"Name it {key}", use => DefinitionChanges.SetName(use, key)),
        ["CAIRN0601"] = _ => Failure,
        ["CAIRN0602"] = _ => Filter,
        ["CAIRN0605"] = _ => new("Throw it", MeaningChanges.Throw),
        ["CAIRN0608"] = _ => Detached,
        ["CAIRN0609"] = _ => Detached,
        ["CAIRN0706"] = _ => new("Use Workflow.WaitConditionAsync", MeaningChanges.WaitForCondition),
        ["CAIRN0801"] = _ => new("Add StartToCloseTimeout", MeaningChanges.AddTimeout),
        ["CAIRN0805"] = key => new("Add [JsonSerializable]", use => DefinitionChanges.AddJson(use, key)),
        ["CAIRN0807"] = key => new($"Use nameof({key})", use => MeaningChanges.UseNameOf(use, key)),
        ["CAIRN0901"] = key => new($"Use {key}", use => MeaningChanges.ReplaceName(use, key)),
        ["CAIRN0902"] = Generated,
        ["CAIRN0903"] = Generated,
    };

    private static Fix Generated(string key) =>
        new("Use the generated call", use => MeaningChanges.UseGenerated(use, key));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Table.Keys];

    private protected override IEnumerable<Fix> For(string rule, string key) =>
        Table.TryGetValue(rule, out var fix) ? [fix(key)] : [];
}
