using Cairn.Server;

namespace Cairn.Tests.Server;

public sealed class OptionTests
{
    public static TheoryData<GrpcServerOptions, string> Wrong => new()
    {
        { new() { Port = -1 }, "Port must be 0 to 65535, not -1." },
        { new() { Port = 65536 }, "Port must be 0 to 65535, not 65536." },
        { new() { MaxReceiveBytes = 0 }, "MaxReceiveBytes must be 1024 to 1073741824, not 0." },
        { new() { MaxStreamsPerConnection = 0 }, "MaxStreamsPerConnection must be 1 or more, not 0." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task An_option_out_of_range_is_refused_by_name_value_and_range(GrpcServerOptions options, string message)
    {
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => GrpcServer.StartAsync(
            ScriptedService.Answering(_ => throw new InvalidOperationException()),
            ScriptedService.Silent,
            ScriptedService.Healthy,
            options,
            TestContext.Current.CancellationToken));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }
}
