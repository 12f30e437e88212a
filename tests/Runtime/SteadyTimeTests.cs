using Cairn.Runtime;

namespace Cairn.Tests.Runtime;

public sealed class SteadyTimeTests
{
    private readonly ManualTime machine = new();
    private readonly LineLog warnings = new();
    private readonly SteadyTime time;

    public SteadyTimeTests() => time = new SteadyTime(machine, warnings);

    [Fact]
    public void A_clock_that_is_set_back_runs_on_and_says_so_once()
    {
        machine.Advance(TimeSpan.FromSeconds(5));
        machine.Jump(TimeSpan.FromHours(-1));
        for (var second = 6; second < 20; second++)
        {
            machine.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(ManualTime.Start + TimeSpan.FromSeconds(second), time.GetUtcNow());
        }

        var warning = Assert.Single(warnings.Lines);
        Assert.StartsWith("The machine's clock was set back by 01:00:00.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_set_back_and_forward_is_right_again()
    {
        machine.Jump(TimeSpan.FromHours(-1));
        Assert.Equal(ManualTime.Start, time.GetUtcNow());
        machine.Jump(TimeSpan.FromMinutes(20));
        Assert.Equal(ManualTime.Start, time.GetUtcNow());
        machine.Jump(TimeSpan.FromMinutes(50));
        Assert.Equal(ManualTime.Start + TimeSpan.FromMinutes(10), time.GetUtcNow());
        machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(machine.GetUtcNow(), time.GetUtcNow());
        Assert.Equal(3, warnings.Lines.Count);
    }

    [Fact]
    public void A_clock_that_is_set_forward_is_followed()
    {
        machine.Jump(TimeSpan.FromHours(1));
        Assert.Equal(ManualTime.Start + TimeSpan.FromHours(1), time.GetUtcNow());
        Assert.Empty(warnings.Lines);
    }

    [Fact]
    public void A_small_correction_is_waited_out()
    {
        Assert.Equal(ManualTime.Start, time.GetUtcNow());
        machine.Jump(TimeSpan.FromSeconds(-0.5));
        Assert.Equal(ManualTime.Start, time.GetUtcNow());
        machine.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(ManualTime.Start + TimeSpan.FromSeconds(1.5), time.GetUtcNow());
        Assert.Empty(warnings.Lines);
    }
}
