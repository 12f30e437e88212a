using Cairn.Sdk.Analyzers.Rules;
using static Cairn.Sdk.Analyzers.Apis.When;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>Time, chance and identity.</summary>
internal static class TimeApis
{
    private const string Now = "Workflow.UtcNow";
    private const string Measured = "Workflow.UtcNow, or Workflow.TimeProvider";
    private const string Chance = "Workflow.Random";
    private const string Activity = "an activity";
    private const string NewGuid = "Workflow.NewGuid()";
    private const string Hash = "a hash that is the same everywhere, such as XxHash3";
    private const string Invariant = "CultureInfo.InvariantCulture";

    public static readonly IReadOnlyList<ForbiddenApi> All =
    [
        new("System.DateTime", "Now UtcNow Today", TimeRules.Clock, Now),
        new("System.DateTimeOffset", "Now UtcNow", TimeRules.Clock, Now),
        new("System.Diagnostics.Stopwatch", "new StartNew GetTimestamp GetElapsedTime", TimeRules.Stopwatch, Measured),
        new("System.Environment", "TickCount TickCount64", TimeRules.Stopwatch, Measured),
        new("System.TimeProvider", "System", TimeRules.SystemTimeProvider, "Workflow.TimeProvider")
            { When = IsNoDefault },
        new("System.Random", "new", TimeRules.Random, Chance) { When = HasNoParameters },
        new("System.Random", "new", TimeRules.SeededRandom, Chance),
        new("System.Random", "Shared", TimeRules.Random, Chance),
        new("System.Linq.Enumerable", "Shuffle", TimeRules.Random, "Workflow.Random.Shuffle"),
        new("System.Security.Cryptography.RandomNumberGenerator", "*", TimeRules.Random, Activity)
            { AndDerived = true },
        new("System.Guid", "NewGuid CreateVersion7", TimeRules.Identity, NewGuid),
        new("System.Ulid", "NewUlid", TimeRules.Identity, NewGuid),
        new("NUlid.Ulid", "NewUlid", TimeRules.Identity, NewGuid),
        new("System.IO.Path", "GetRandomFileName GetTempFileName", TimeRules.Identity, NewGuid),
        new("System.Diagnostics.ActivityTraceId", "CreateRandom", TimeRules.Identity, NewGuid),
        new("System.Diagnostics.ActivitySpanId", "CreateRandom", TimeRules.Identity, NewGuid),
        new("System.HashCode", "Combine ToHashCode", TimeRules.HashCode, Hash) { When = IsNoHashCode },
        new("System.Runtime.CompilerServices.RuntimeHelpers", "GetHashCode", TimeRules.HashCode, Hash)
            { When = IsNoHashCode },
        new("System.StringComparer", "GetHashCode", TimeRules.HashCode, Hash) { When = IsNoHashCode },
        new("System.Object", "GetHashCode", TimeRules.HashCode, Hash) { When = IsVaryingHashCode, AndDerived = true },
        new("System.TimeZoneInfo", "Local", TimeRules.Culture, "TimeZoneInfo.FindSystemTimeZoneById"),
        new("System.DateTime", "ToLocalTime", TimeRules.Culture, "TimeZoneInfo.ConvertTimeFromUtc"),
        new("System.DateTimeOffset", "ToLocalTime LocalDateTime", TimeRules.Culture, "TimeZoneInfo.ConvertTime"),
        new("System.Globalization.CultureInfo", "CurrentCulture CurrentUICulture", TimeRules.Culture, Invariant),
        new("System.DateTime", "Parse ParseExact TryParse", TimeRules.Culture, Invariant) { When = HasNoCulture },
        new("System.DateTimeOffset", "Parse ParseExact TryParse", TimeRules.Culture, Invariant)
            { When = HasNoCulture },
        new("System.DateOnly", "Parse TryParse", TimeRules.Culture, Invariant) { When = HasNoCulture },
        new("System.TimeOnly", "Parse TryParse", TimeRules.Culture, Invariant) { When = HasNoCulture },
        new("System.Decimal", "Parse TryParse", TimeRules.Culture, Invariant) { When = HasNoCulture },
        new("System.Double", "Parse TryParse", TimeRules.Culture, Invariant) { When = HasNoCulture },
        new("System.Single", "Parse TryParse", TimeRules.Culture, Invariant) { When = HasNoCulture },
        new("System.String", "Compare CompareTo", TimeRules.Culture, "string.CompareOrdinal")
            { When = MattersWithoutComparison, IsValue = true },
        new("System.String", "ToUpper ToLower", TimeRules.Culture, "ToUpperInvariant or StringComparison")
            { When = MattersWithoutComparison, IsValue = true },
        .. Texts(
            "System.Double", "System.Single", "System.Decimal", "System.DateTime", "System.DateTimeOffset",
            "System.DateOnly", "System.TimeOnly"),
    ];

    private static IEnumerable<ForbiddenApi> Texts(params string[] types) => types.Select(type => new ForbiddenApi(
        type,
        "ToString ToShortDateString ToLongDateString ToShortTimeString ToLongTimeString",
        TimeRules.Culture,
        Invariant) { When = MattersWithoutCulture, IsValue = true });
}
