using Cairn.Tests.Cli;

namespace Cairn.Tests.Aot;

/// <summary>A worker without reflection: compiled ahead of time, it does what it does elsewhere.</summary>
public sealed class AotTests(PublishedWorker worker) : IClassFixture<PublishedWorker>
{
    private const string Delivered =
        """
        refused: An address cannot be empty
        status known: True
        p-1: signed by Bo
        label p-1/3, to 2 Bridge Road, signed by Bo

        """;

    [Fact]
    public void A_worker_is_compiled_ahead_of_time_without_a_warning() =>
        Assert.DoesNotContain("warning", worker.Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_native_worker_delivers_with_the_engine_inside() =>
        Assert.Equal(Delivered, await worker.RunAsync());

    [Fact]
    public async Task A_native_worker_delivers_with_a_server()
    {
        using var server = ServerProcess.StartDev("--port", "0");

        Assert.Equal(Delivered, await worker.RunAsync($"{await server.ReadyAsync()}"));
    }
}
