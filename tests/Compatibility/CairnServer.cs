using System.Net;

namespace Cairn.Tests.Compatibility;

/// <summary><c>cairn server start-dev</c> as a user runs it.</summary>
internal sealed class CairnServer : IAsyncDisposable
{
    private readonly LineProcess process;

    private CairnServer(LineProcess process, string address) => (this.process, Address) = (process, address);

    /// <summary>Where its gRPC gate listens.</summary>
    public string Address { get; }

    public static async Task<CairnServer> StartAsync(params string[] options)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "cairn.dll");
        var process = LineProcess.Start("dotnet", [program, "server", "start-dev", .. options]);
        var line = await process.ReadAsync();
        Assert.StartsWith("Server: ", line, StringComparison.Ordinal);
        return new(process, IPEndPoint.Parse(line["Server: ".Length..]).ToString());
    }

    /// <summary>Ends it by SIGKILL.</summary>
    public Task KillAsync() => process.KillAsync();

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
