using Cairn.Common;

namespace Cairn.Tests.Sdk.Common;

public class RetryPolicyTests
{
    [Fact]
    public void The_defaults_are_one_second_doubled_without_an_end()
    {
        var proto = new RetryPolicy().ToProto();
        Assert.Equal(1, proto.InitialInterval.Seconds);
        Assert.Equal(2, proto.BackoffCoefficient);
        Assert.Null(proto.MaximumInterval);
        Assert.Equal(0, proto.MaximumAttempts);
        Assert.Empty(proto.NonRetryableErrorTypes);
    }

    [Fact]
    public void A_policy_comes_back_as_it_went()
    {
        var policy = new RetryPolicy
        {
            InitialInterval = TimeSpan.FromMilliseconds(50),
            BackoffCoefficient = 1.5F,
            MaximumInterval = TimeSpan.FromSeconds(9),
            MaximumAttempts = 4,
            NonRetryableErrorTypes = ["CardDeclined"],
        };
        var back = RetryPolicy.FromProto(policy.ToProto());
        Assert.Equal(policy with { NonRetryableErrorTypes = back.NonRetryableErrorTypes }, back);
        Assert.Equal(["CardDeclined"], back.NonRetryableErrorTypes!);
    }

    [Fact]
    public void A_priority_comes_back_as_it_went()
    {
        var priority = new Priority(2, "tenant", 0.5F);
        Assert.Equal(priority, Priority.FromProto(priority.ToProto()));
        Assert.Equal(Priority.Default, Priority.FromProto(Priority.Default.ToProto()));
    }
}
