using System.Text;
using System.Text.RegularExpressions;
using Cairn.Api.Failure.V1;

namespace Cairn.Cli.Output;

/// <summary>Writes a failure with its whole chain, each with the line of code where it was thrown.</summary>
internal static partial class FailureText
{
    /// <summary>The failure and what caused it, one a line.</summary>
    public static string Of(Failure? failure)
    {
        var text = new StringBuilder();
        for (var each = failure; each is not null; each = each.Cause)
        {
            if (text.Length > 0)
            {
                text.Append("\ncaused by ");
            }

            text.Append(Line(each));
            if (PlaceOf(each) is { } place)
            {
                text.Append("\n    at ").Append(place);
            }
        }

        return text.ToString();
    }

    /// <summary>The failure alone, in one line.</summary>
    public static string Line(Failure failure)
    {
        var kind = failure.FailureInfoCase switch
        {
            Failure.FailureInfoOneofCase.ApplicationFailureInfo => failure.ApplicationFailureInfo.Type,
            Failure.FailureInfoOneofCase.TimeoutFailureInfo => $"{failure.TimeoutFailureInfo.TimeoutType} timeout",
            Failure.FailureInfoOneofCase.CanceledFailureInfo => "Canceled",
            Failure.FailureInfoOneofCase.TerminatedFailureInfo => "Terminated",
            Failure.FailureInfoOneofCase.ServerFailureInfo => "Server",
            Failure.FailureInfoOneofCase.ActivityFailureInfo =>
                $"Activity {failure.ActivityFailureInfo.ActivityType?.Name}",
            Failure.FailureInfoOneofCase.ChildWorkflowExecutionFailureInfo =>
                $"Child {failure.ChildWorkflowExecutionFailureInfo.WorkflowType?.Name}",
            _ => string.Empty,
        };
        return kind.Length == 0 ? failure.Message : $"{kind}: {failure.Message}";
    }

    // The first frame of a stack that names a line of code, in the manner of .NET, Node, Java, Python or Go.
    private static string? PlaceOf(Failure failure) => failure.StackTrace.Split('\n')
        .Select(line => Place().Match(line))
        .Where(match => match.Success)
        .Select(match => match.Value.Trim())
        .FirstOrDefault();

    [GeneratedRegex(@"(?<=\bin )\S.*:line \d+|[^\s(""]+\.(?:ts|js|mjs|java|py|go|rb|php)[:""](?:, line )?\d+(?::\d+)?")]
    private static partial Regex Place();
}
