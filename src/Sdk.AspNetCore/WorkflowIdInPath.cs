using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Cairn.Extensions.AspNetCore;

/// <summary>
/// The id of a workflow in the path of a request. The web server leaves an escaped slash as it is while it decodes all
/// else, so <c>%2F</c> and <c>%252F</c> are the same to a route: which one it was, only the path as it was sent says.
/// </summary>
internal static class WorkflowIdInPath
{
    /// <summary>The parameter of routes that stands for the id.</summary>
    public const string Parameter = "workflowId";

    private const string Slash = "%2F";

    /// <summary>The id that a request names.</summary>
    public static string Of(HttpContext context)
    {
        var value = (string)context.Request.RouteValues[Parameter]!;
        if (!value.Contains(Slash, StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        // A path that was rewritten on its way here has another segment in that place, or none.
        return SegmentAsSent(context) is { } segment && AsServer(segment) == value
            ? Uri.UnescapeDataString(segment)
            : value.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Refuses a route without the parameter.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static void Require(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (RoutePatternFactory.Parse(pattern).GetParameter(Parameter) is null)
        {
            throw new ArgumentException($"The route \"{pattern}\" must have the parameter {{{Parameter}}}");
        }
    }

    // Counted from the end: what precedes the route, of a group or a proxy, does not matter.
    private static string? SegmentAsSent(HttpContext context)
    {
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern;
        var after = pattern?.PathSegments.Reverse().TakeWhile(segment => !HasId(segment)).Count();
        var path = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0].TrimEnd('/').Split('/');
        return path is not null && after < path.Length ? path[^(after.Value + 1)] : null;
    }

    private static bool HasId(RoutePatternPathSegment segment) => segment.Parts.Any(part =>
        part is RoutePatternParameterPart id && id.Name.Equals(Parameter, StringComparison.OrdinalIgnoreCase));

    private static string AsServer(string segment) =>
        Uri.UnescapeDataString(segment.Replace("%2F", "%252F", StringComparison.Ordinal)
            .Replace("%2f", "%252f", StringComparison.Ordinal));
}
