using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Writes down what an exception says, with its causes.</summary>
internal static partial class Exceptions
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A value as JSON.</summary>
    public static string Json(object? value) => JsonSerializer.Serialize(value, Readable);

    /// <summary>Every property that an author can read, of the exception and of its causes.</summary>
    public static string Describe(Exception e)
    {
        var properties = e switch
        {
            ApplicationFailureException a => Json(new
            {
                a.ErrorType,
                a.NonRetryable,
                a.NextRetryDelay,
                Category = a.Category.ToString(),
                Details = Details(a.Details),
            }),
            ActivityFailureException a => Json(new
            {
                a.ActivityType, a.ActivityId, RetryState = a.RetryState.ToString(), a.Identity,
            }),
            ChildWorkflowFailureException c => Json(new
            {
                c.Namespace, c.WorkflowType, c.WorkflowId, RetryState = c.RetryState.ToString(),
            }),
            TimeoutFailureException t => Json(new
            {
                TimeoutType = t.TimeoutType.ToString(), LastHeartbeat = Details(t.LastHeartbeatDetails),
            }),
            CanceledFailureException c => Json(new { Details = Details(c.Details) }),
            _ => string.Empty,
        };
        var frames = Frame().Matches(e is FailureException { Failure: not null } ? e.StackTrace ?? string.Empty : "")
            .Select(match => match.Groups["method"].Value);
        var cause = e.InnerException is { } inner ? $"{Environment.NewLine}    caused by {Describe(inner)}" : "";
        return $"{e.GetType().Name}: {e.Message} {properties} at [{string.Join(", ", frames)}]{cause}";
    }

    private static string Details(IFailureDetails? details) => details is null
        ? "none"
        : Json(Enumerable.Range(0, details.Count).Select(details.ElementAt<JsonElement>));

    [GeneratedRegex(@"Parity\.Scenarios\.(?<method>[^\r\n]*?) in ")]
    private static partial Regex Frame();
}
