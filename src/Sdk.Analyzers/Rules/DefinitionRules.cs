using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>The shape of workflows and activities: CAIRN0301 to CAIRN0399.</summary>
internal static class DefinitionRules
{
    public static readonly Rule Run = Rule.Direct(
        "CAIRN0301",
        "A workflow has no run method that a worker can call",
        "{0} {1}",
        Error);

    public static readonly Rule Handler = Rule.Direct(
        "CAIRN0302",
        "A handler has a shape that the SDK refuses",
        "{0} {1}",
        Error);

    public static readonly Rule Validator = Rule.Direct(
        "CAIRN0303",
        "A validator does not fit its update",
        "Validator {0} {1}",
        Error);

    public static readonly Rule Init = Rule.Direct(
        "CAIRN0304",
        "A constructor with [WorkflowInit] does not fit the run method",
        "The constructor of {0} {1}",
        Error);

    public static readonly Rule NoConstructor = Rule.Direct(
        "CAIRN0305",
        "A worker cannot make the object of a workflow",
        "A worker cannot make a {0}: {1}",
        Warning);

    public static readonly Rule Name = Rule.Direct(
        "CAIRN0306",
        "A name is taken or reserved",
        "{0} cannot have the name {1}",
        Error);

    public static readonly Rule NotRepeated = Rule.Direct(
        "CAIRN0308",
        "An attribute of the SDK is missing",
        "{0} {1}",
        Warning);

    public static readonly Rule Parameters = Rule.Direct(
        "CAIRN0309",
        "A workflow, handler or activity has several parameters",
        "{0} has several parameters, which cannot change while runs are open: {1}",
        Info);

    public static readonly Rule Payload = Rule.Direct(
        "CAIRN0310",
        "A parameter or a result cannot be a payload",
        "{0} cannot be written to history: {1}",
        Warning);

    public static readonly Rule NotRegistered = Rule.Direct(
        "CAIRN0311",
        "A workflow is registered by no worker",
        "No worker of this program runs {0}: {1}",
        Info);

    public static readonly Rule OtherName = Rule.Direct(
        "CAIRN0312",
        "A contract and the class behind it have different names on the wire",
        "{0}, so calls by the contract do not reach it: {1}",
        Error);

    public static readonly IReadOnlyList<Rule> All =
    [
        Run, Handler, Validator, Init, NoConstructor, Name, NotRepeated, Parameters, Payload, NotRegistered, OtherName,
    ];
}
