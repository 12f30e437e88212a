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

    public static readonly Rule DescribedCall = Rule.Direct(
        "CAIRN0902",
        "A lambda describes a call that the generator has written",
        "The call of {0} is read from a lambda at run time; {1} needs no reflection",
        Hidden);

    public static readonly Rule OptionalArguments = Rule.Direct(
        "CAIRN0903",
        "A lambda describes a call with arguments that lambdas cannot have",
        "The call of {0} leaves arguments out or names them, which no expression tree does: use {1}",
        Hidden);

    public static readonly Rule OldAssembly = Rule.Direct(
        "CAIRN0904",
        "An assembly was built with an older major version of the SDK",
        "{0}, and its generated code may not fit: {1}",
        Warning);

    public static readonly IReadOnlyList<Rule> All = [OtherNamespace, DescribedCall, OptionalArguments, OldAssembly];
}
