using System.Diagnostics;
using Cairn.Api.Enums.V1;
using Cairn.Exceptions;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>What all spans have in common.</summary>
internal static class Spans
{
    /// <summary>The tags that have a name and a value.</summary>
    public static List<KeyValuePair<string, object?>> Tags(params ReadOnlySpan<(string? Name, string? Value)> tags)
    {
        var named = new List<KeyValuePair<string, object?>>();
        foreach (var (name, value) in tags)
        {
            if (name is not null && value is not null)
            {
                named.Add(new(name, value));
            }
        }

        return named;
    }

    /// <summary>Records how a span failed. A failure that its author has called benign is no error.</summary>
    public static void Fail(Activity? span, Exception error)
    {
        if (error is not ApplicationFailureException { Category: ApplicationErrorCategory.Benign })
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
        }

        span?.AddException(error);
    }
}
