using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>State, input and output, environment and iteration: CAIRN0401 to CAIRN0499.</summary>
internal static class StateRules
{
    public static readonly Rule Static = Rule.Transitive(
        "CAIRN0401",
        "Workflow code uses static state",
        "{0} is shared by all runs of a process and gone in the next one: use {1}",
        Error);

    public static readonly Rule Files = Rule.Transitive(
        "CAIRN0402",
        "Workflow code uses files",
        "{0} uses the files of a machine: use {1}",
        Error);

    public static readonly Rule Network = Rule.Transitive(
        "CAIRN0403",
        "Workflow code uses the network",
        "{0} uses the network: use {1}",
        Error);

    public static readonly Rule Services = Rule.Transitive(
        "CAIRN0404",
        "Workflow code calls a database or a service",
        "{0} calls a database or a service: use {1}",
        Error);

    public static readonly Rule Output = Rule.Transitive(
        "CAIRN0405",
        "Workflow code writes to the console or a log that replays repeat",
        "{0} does it again in every replay: use {1}",
        Warning);

    public static readonly Rule Native = Rule.Transitive(
        "CAIRN0406",
        "Workflow code uses processes, assemblies or native code",
        "{0} depends on the process or calls native code: use {1}",
        Error);

    public static readonly Rule Environment = Rule.Transitive(
        "CAIRN0407",
        "Workflow code depends on the machine or its configuration",
        "{0} depends on the machine or its configuration: use {1}",
        Error);

    public static readonly Rule Collector = Rule.Transitive(
        "CAIRN0408",
        "Workflow code depends on the garbage collector",
        "{0} depends on the garbage collector, which a replay does not repeat: use {1}",
        Warning);

    public static readonly Rule Unordered = Rule.Transitive(
        "CAIRN0409",
        "Workflow code issues commands in an order that differs between processes",
        "{0} has another order in each process, and commands follow from it: use {1}",
        Error);

    public static readonly Rule InsertionOrder = Rule.Transitive(
        "CAIRN0410",
        "Workflow code issues commands in the order of a dictionary or a set",
        "{0} promises no order, and commands follow from it: use {1}",
        Info);

    public static readonly Rule ReflectionOrder = Rule.Transitive(
        "CAIRN0411",
        "Workflow code issues commands in the order of reflection",
        "{0} promises no order, and commands follow from it: use {1}",
        Warning);

    public static readonly Rule FloatingPoint = Rule.Transitive(
        "CAIRN0412",
        "Workflow code decides by floating-point results that may differ between processors",
        "{0} may differ between processors: use {1}",
        Info);

    public static readonly Rule Dynamic = Rule.Transitive(
        "CAIRN0413",
        "Workflow code runs code that cannot be analysed",
        "{0} runs code that only the run time knows: use {1}",
        Warning);

    public static readonly Rule Unrebuilt = Rule.Direct(
        "CAIRN0414",
        "A workflow keeps what a replay cannot rebuild",
        "{0} cannot be rebuilt from history: {1}",
        Error);

    public static readonly Rule Unknown = Rule.Transitive(
        "CAIRN0499",
        "Workflow code calls code that is not known to be deterministic",
        "{0} is not known to be deterministic: {1}",
        Warning);

    public static readonly IReadOnlyList<Rule> All =
    [
        Static, Files, Network, Services, Output, Native, Environment, Collector, Unordered, InsertionOrder,
        ReflectionOrder, FloatingPoint, Dynamic, Unrebuilt, Unknown,
    ];
}
