using System.Text.RegularExpressions;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Ids of patches and of changes that do not say one thing.</summary>
internal sealed class VersionUse : IWorkflowRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow)
    {
        var uses = workflow.Operations.OfType<IInvocationOperation>()
            .Select(each => (Member: SdkCalls.MemberOf(each, workflow.Symbols), Call: each))
            .Where(each => each.Member is "Patched" or "DeprecatePatch" or "GetVersion")
            .ToList();
        var ids = uses.ToLookup(each => each.Member!, each => IdOf(each.Call));
        var highest = uses.Where(each => each.Member == "GetVersion")
            .ToLookup(each => IdOf(each.Call), each => Bounds(each.Call)?.Max);
        foreach (var (member, call) in uses)
        {
            if ((WrongIn(call, member!, ids) ?? Differing(call, member!, highest)) is var (what, instead))
            {
                yield return new(SemanticsRules.Versions, what, instead, call.Arguments[0].Syntax.GetLocation());
            }
        }
    }

    private static (string What, string Instead)? WrongIn(
        IInvocationOperation call, string member, ILookup<string, string?> ids)
    {
        var id = IdOf(call);
        return id switch
        {
            null when IsMade(call.Arguments[0].Value) =>
                ("The id is made at run time", "use a constant, so that the change can be found in the code"),
            null => null,
            _ when member == "GetVersion" && Regex.IsMatch(id, @"-\d+$") => (
                $"The id \"{id}\" ends like the mark of a version in history",
                "leave the number out: GetVersion adds it"),
            _ when member == "GetVersion" && Bounds(call) is var (min, max) && min > max =>
                ($"The lowest version {min} is above the highest {max}", "swap them"),
            _ when member == "DeprecatePatch" && ids["Patched"].Contains(id) => (
                $"The patch \"{id}\" is asked for and deprecated in one workflow",
                "call DeprecatePatch where Patched stood, when no run needs the old code"),
            _ when member == "Patched" && Regex.Match(id, @"^(.*)-\d+$") is { Success: true } match
                && ids["GetVersion"].Contains(match.Groups[1].Value) => (
                $"The patch \"{id}\" is a version of the change \"{match.Groups[1].Value}\"", "use another id"),
            _ when member == "Patched" && ids["GetVersion"].Contains(id) => (
                $"The id \"{id}\" is that of a patch and of a change", "use Patched or GetVersion, but not both"),
            _ => null,
        };
    }

    private static (string What, string Instead)? Differing(
        IInvocationOperation call, string member, ILookup<string?, int?> highest)
    {
        var id = IdOf(call);
        var versions = highest[id].OfType<int>().Distinct().OrderBy(each => each).ToList();
        return member == "GetVersion" && id is not null && versions.Count > 1
            ? (
                $"The change \"{id}\" has several highest versions: {string.Join(" and ", versions)}",
                "ask for the same versions everywhere: the first answer holds for the whole run")
            : null;
    }

    private static string? IdOf(IInvocationOperation call) =>
        call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string id } ? id : null;

    private static bool IsMade(IOperation id) => id switch
    {
        IInterpolatedStringOperation or IBinaryOperation => true,
        IInvocationOperation call => call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String,
        _ => false,
    };

    private static (int Min, int Max)? Bounds(IInvocationOperation call)
    {
        int? Value(string parameter) => call.Arguments
            .FirstOrDefault(each => each.Parameter?.Name == parameter)?.Value.ConstantValue.Value as int?;
        return Value("minSupported") is { } min && Value("maxSupported") is { } max ? (min, max) : null;
    }
}
