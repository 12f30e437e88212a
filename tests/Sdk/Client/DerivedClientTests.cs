using Cairn.Client;

namespace Cairn.Tests.Sdk.Client;

public class DerivedClientTests
{
    [Fact]
    public void A_derived_client_has_the_options_of_calls_that_are_retried()
    {
        Assert.True(Mine.Of(null).Retry);
        Assert.Equal(TimeSpan.FromSeconds(1), Mine.Of(new() { Timeout = TimeSpan.FromSeconds(1) }).Timeout);
        Assert.True(Mine.Of(new() { Timeout = TimeSpan.FromSeconds(1) }).Retry);
        Assert.True(new Mine().Own.Retry);
    }

    [Fact]
    public void Its_caller_may_turn_retries_off()
    {
        var options = new RpcOptions { Retry = false };
        Assert.Same(options, Mine.Of(options));
    }

    [Fact]
    public void An_identity_and_retries_of_null_are_the_defaults()
    {
        var options = new CairnConnectionOptions { Identity = null, RpcRetry = null };
        Assert.Equal(new CairnConnectionOptions().Identity, options.Identity);
        Assert.Equal(new RpcRetryOptions().MaxRetries, options.RpcRetry!.MaxRetries);
    }

    private sealed class Mine() : CairnClient(new CairnConnection(new FakeWorkflowService()))
    {
        public RpcOptions Own => RetryRpcOptions;

        public static RpcOptions Of(RpcOptions? options) => DefaultRetryOptions(options);
    }
}
