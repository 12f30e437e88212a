using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// What a worker reports depends neither on a converter nor on a log of the user: exceptions become failures, and
/// loggers are made, only where both are made safe.
/// </summary>
internal static class UnsafeReports
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["ToFailure"] = ["src/Sdk/Converters/", "src/Sdk/Workflows/", "src/Sdk/Worker/", "src/Sdk.Replay/"],
        ["ToFailureAsync"] = ["src/Sdk/Converters/"],
        ["CreateLogger"] =
        [
            "src/Sdk/Logging/SafeLoggerFactory.cs", "src/Sdk/Worker/WorkerScope.cs", "src/Sdk/Worker/WorkflowRunner.cs",
            "src/Sdk/Worker/ActivityAttempt.cs", "src/Sdk/Worker/LocalActivityRun.cs",
            "src/Sdk/Worker/TaskFailureLog.cs", "src/Sdk/Client/PayloadSizes.cs",
        ],
    };

    /// <summary>Reports conversions and loggers of the SDK that are made elsewhere.</summary>
    public static IEnumerable<string> Check(SourceFile file) => !file.IsUnder("src/Sdk") ? [] :
        from call in file.Syntax().DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax
        let member = (MemberAccessExpressionSyntax)call.Expression
        let name = member.Name.Identifier.Text
        where (s_allowed.TryGetValue(name, out var places)
                && !places.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal)))
            || (name == "ToFailure"
                && member.Expression.ToString().EndsWith("FailureConverter", StringComparison.Ordinal)
                && file.Path != "src/Sdk/Converters/FailureReport.cs"
                && file.Path != "src/Sdk/Converters/ConverterExtensions.cs")
        select $"{file.Path}: {Members.NameOf(call)}: {name} may throw, use FailureReport or SafeLoggerFactory";
}
