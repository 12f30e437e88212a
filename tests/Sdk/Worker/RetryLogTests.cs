using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Exceptions;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>The log says what happens after an attempt that failed.</summary>
public class RetryLogTests
{
    private static readonly RetryPolicy Usual = new()
    {
        InitialInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)), BackoffCoefficient = 2,
    };

    [Fact]
    public async Task An_attempt_that_is_followed_by_another_says_when() => Assert.Equal(
        "It is tried again in 00:00:06", await NextAsync(new FormatException("bad"), Usual, attempt: 2));

    [Fact]
    public async Task A_delay_of_the_failure_comes_before_the_policy() => Assert.Equal(
        "It is tried again in 00:01:00",
        await NextAsync(new ApplicationFailureException("x", nextRetryDelay: TimeSpan.FromMinutes(1)), Usual));

    [Fact]
    public async Task The_last_attempt_of_a_policy_says_so() => Assert.Equal(
        "It is not tried again: its retry policy allows 1 attempt(s)",
        await NextAsync(new FormatException("bad"), new(Usual) { MaximumAttempts = 1 }));

    [Fact]
    public async Task A_failure_that_is_not_retryable_says_so() => Assert.Equal(
        "It is not tried again: the failure is not retryable",
        await NextAsync(new ApplicationFailureException("x", nonRetryable: true), Usual));

    [Fact]
    public async Task A_type_that_the_policy_excludes_is_named() => Assert.Equal(
        "It is not tried again: its retry policy excludes errors of type FormatException",
        await NextAsync(
            new FormatException("bad"), new(Usual) { NonRetryableErrorTypes = { nameof(FormatException) } }));

    [Fact]
    public async Task An_attempt_whose_successor_would_come_too_late_says_so() => Assert.Equal(
        "It is not tried again: the next attempt, in 00:00:03, would be after its timeout",
        await NextAsync(new FormatException("bad"), Usual, timeout: TimeSpan.FromSeconds(2)));

    private static async Task<string> NextAsync(
        Exception error, RetryPolicy policy, int attempt = 1, TimeSpan? timeout = null)
    {
        await using var server = new ActivityServer();
        var log = new ListLog();
        server.Run(o =>
        {
            o.LoggerFactory = log;
            o.AddActivity([Activity("fails")] Task () => throw error);
        });
        server.Offer("fails", task =>
        {
            (task.RetryPolicy, task.Attempt) = (policy, attempt);
            task.ScheduleToCloseTimeout = timeout is { } given ? Duration.FromTimeSpan(given) : null;
        });
        var line = await log.NextWarningAsync();
        var start = $"Activity fails (1) of workflow w failed at attempt {attempt}. ";
        Assert.StartsWith(start, line, StringComparison.Ordinal);
        return line[start.Length..];
    }
}
