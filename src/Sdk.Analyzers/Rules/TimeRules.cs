using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>Time, chance and identity: CAIRN0101 to CAIRN0199.</summary>
internal static class TimeRules
{
    public static readonly Rule Clock = Rule.Transitive(
        "CAIRN0101",
        "Workflow code reads the clock of the machine",
        "{0} reads the clock of the machine, which a replay does not repeat: use {1}",
        Error);

    public static readonly Rule Stopwatch = Rule.Transitive(
        "CAIRN0102",
        "Workflow code measures real time",
        "{0} measures real time, which a replay does not repeat: use {1}",
        Error);

    public static readonly Rule SystemTimeProvider = Rule.Transitive(
        "CAIRN0103",
        "Workflow code uses a time provider that is not the workflow's",
        "{0} is not the time of the workflow: use {1}",
        Error);

    public static readonly Rule Random = Rule.Transitive(
        "CAIRN0104",
        "Workflow code draws random numbers that a replay does not repeat",
        "{0} draws random numbers that a replay does not repeat: use {1}",
        Error);

    public static readonly Rule Identity = Rule.Transitive(
        "CAIRN0105",
        "Workflow code makes an identity that a replay does not repeat",
        "{0} makes an identity that a replay does not repeat: use {1}",
        Error);

    public static readonly Rule SeededRandom = Rule.Transitive(
        "CAIRN0106",
        "Workflow code draws random numbers that depend on the version of .NET",
        "{0} draws numbers that may differ between versions of .NET: use {1}",
        Warning);

    public static readonly Rule HashCode = Rule.Transitive(
        "CAIRN0107",
        "Workflow code uses a hash code that differs between processes",
        "{0} differs between processes: use {1}",
        Warning);

    public static readonly Rule Culture = Rule.Transitive(
        "CAIRN0108",
        "Workflow code depends on the culture or the time zone of the machine",
        "{0} depends on the culture or the time zone of the machine: use {1}",
        Warning);

    public static readonly IReadOnlyList<Rule> All =
        [Clock, Stopwatch, SystemTimeProvider, Random, Identity, SeededRandom, HashCode, Culture];
}
