using System.Text.RegularExpressions;
using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Schedules;

/// <summary>Which schedules a list is to show: all, or the one of an id (<c>ScheduleId = 'x'</c>).</summary>
/// <param name="ScheduleId">The id; null means all.</param>
internal sealed partial record ScheduleQuery(string? ScheduleId)
{
    /// <summary>Reads a query.</summary>
    /// <exception cref="Exceptions.RpcException">It asks for something else.</exception>
    public static ScheduleQuery Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ScheduleQuery(ScheduleId: null);
        }

        var match = ById().Match(text);
        return match.Success
            ? new ScheduleQuery(match.Groups["id"].Value)
            : throw Refused.Invalid($"invalid query: {text}");
    }

    /// <summary>Whether a schedule is one of them.</summary>
    public bool Matches(ScheduleDocument schedule) => ScheduleId is null || ScheduleId == schedule.ScheduleId;

    [GeneratedRegex("""^\s*ScheduleId\s*=\s*(?<quote>['"])(?<id>[^'"]*)\k<quote>\s*$""")]
    private static partial Regex ById();
}
