using Cairn.Runtime;

namespace Cairn.Tests.Runtime;

public sealed class BackoffTests
{
    [Fact]
    public void Each_failure_doubles_the_wait_up_to_the_limit()
    {
        var backoff = new Backoff(With(chance: 0), TimeSpan.FromSeconds(1));
        Assert.Equal([100, 200, 400, 800, 1000, 1000], Waits(backoff, 6));
    }

    [Fact]
    public void Up_to_half_of_a_wait_is_left_out_by_chance()
    {
        Assert.Equal([75, 150], Waits(new Backoff(With(chance: 0.5)), 2));
        Assert.All(Waits(new Backoff(With(chance: 0.999)), 100), wait => Assert.InRange(wait, 50, 10_000));
    }

    [Fact]
    public void A_failure_after_a_success_is_the_first_one_again()
    {
        var backoff = new Backoff(With(chance: 0));
        Assert.False(backoff.IsFailing);
        _ = Waits(backoff, 5);
        Assert.True(backoff.IsFailing);
        backoff.Succeeded();
        Assert.False(backoff.IsFailing);
        Assert.Equal([100, 200], Waits(backoff, 2));
    }

    [Fact]
    public void Failures_without_end_keep_the_longest_wait()
    {
        var backoff = new Backoff(With(chance: 0));
        Assert.Equal(10_000, Waits(backoff, 10_000)[^1]);
    }

    private static NodeOptions With(double chance) => new() { Chance = () => chance };

    private static List<double> Waits(Backoff backoff, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => backoff.Failed().TotalMilliseconds)];
}
