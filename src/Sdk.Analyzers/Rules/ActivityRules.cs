using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>Activities and their options: CAIRN0801 to CAIRN0899.</summary>
internal static class ActivityRules
{
    public static readonly Rule NoTimeout = Rule.Direct(
        "CAIRN0801",
        "An activity is called without a timeout",
        "{0} is called without a timeout, so the call throws: {1}",
        Error);

    public static readonly Rule WrongDefault = Rule.Direct(
        "CAIRN0801",
        "An attribute with defaults of an activity has a wrong value",
        "{0} is no value that the SDK takes, so every call throws: use {1}",
        Error);

    public static readonly Rule Timeouts = Rule.Direct(
        "CAIRN0802",
        "The timeouts of an activity do not fit each other",
        "{0}: {1}",
        Warning);

    public static readonly Rule NoHeartbeat = Rule.Direct(
        "CAIRN0803",
        "An activity with a heartbeat timeout sends no heartbeats",
        "{0} has a heartbeat timeout and sends no heartbeats, so a longer attempt times out: {1}",
        Warning);

    public static readonly Rule UnusedToken = Rule.Direct(
        "CAIRN0804",
        "An activity does not use its cancellation token",
        "{0} does not use its cancellation token, so it cannot be cancelled: {1}",
        Info);

    public static readonly Rule NoJson = Rule.Direct(
        "CAIRN0805",
        "A type that is sent has no JSON in a program without reflection",
        "{0}, so it cannot be written in a program that is trimmed or compiled ahead of time: {1}",
        Warning);

    public static readonly Rule RetriesForever = Rule.Direct(
        "CAIRN0806",
        "An activity that fails for good is tried again for ever",
        "{0}, which will not go away, and the retry policy has no end: {1}",
        Warning);

    public static readonly Rule FullTypeName = Rule.Direct(
        "CAIRN0807",
        "An error type that is not retried is named by its full name",
        "{0} never matches, because errors have the short names of their types: use {1}",
        Warning);

    public static readonly Rule OwnRetries = Rule.Direct(
        "CAIRN0808",
        "An activity has retries of its own",
        "{0} tries again inside of an activity that is tried again already: {1}",
        Info);

    public static readonly Rule HiddenFailure = Rule.Direct(
        "CAIRN0809",
        "An activity hides its failure or its cancellation",
        "{0} hides what went wrong, so the activity counts as completed: {1}",
        Warning);

    public static readonly Rule SharedState = Rule.Direct(
        "CAIRN0810",
        "An activity keeps the state of a call in an object that all calls share",
        "{0} is shared by all attempts that run at the same time: {1}",
        Warning);

    public static readonly Rule NoContext = Rule.Direct(
        "CAIRN0811",
        "The context of an activity is used outside of one",
        "{0} throws here, because no activity is running: {1}",
        Error);

    public static readonly Rule NotIdempotent = Rule.Direct(
        "CAIRN0812",
        "An activity that changes something has no key by which it is done once",
        "{0} may run more than once and has no key by which a second time is noticed: {1}",
        Hidden);

    public static readonly Rule LargePayload = Rule.Direct(
        "CAIRN0813",
        "A value is too large for a payload",
        "{0} may be larger than a payload can be (2 MiB): {1}",
        Info);

    public static readonly Rule LongLocal = Rule.Direct(
        "CAIRN0814",
        "A local activity is too long",
        "{0} holds up its workflow task: {1}",
        Warning);

    public static readonly Rule NoTaskToken = Rule.Direct(
        "CAIRN0815",
        "An activity that is completed from outside has given no token away",
        "{0} leaves the activity to a client that cannot know it: {1}",
        Info);

    public static readonly IReadOnlyList<Rule> All =
    [
        NoTimeout, WrongDefault, Timeouts, NoHeartbeat, UnusedToken, NoJson, RetriesForever, FullTypeName,
        OwnRetries, HiddenFailure, SharedState, NoContext, NotIdempotent, LargePayload, LongLocal, NoTaskToken,
    ];
}
