using System.Diagnostics;
using Cairn.Embedded;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>What a program says, and its exit code, if it cannot start or its worker ends for good.</summary>
public sealed class EndingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-ending-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task A_program_whose_database_is_open_elsewhere_says_so_without_a_stack()
    {
        var database = Path.Combine(folder.FullName, "cairn.db");
        await using var holder = await CairnEngine.StartAsync(
            new() { DatabasePath = database, LoggerFactory = NullLoggerFactory.Instance },
            TestContext.Current.CancellationToken);
        var (code, output) = await RunAsync("engine", database, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, code);
        Assert.Contains($"The database '{database}' is open in another process", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DatabaseFile", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Cairn.Embedded.HostedEngine", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_program_whose_worker_is_refused_for_good_ends_with_an_error_code()
    {
        await using var server = await TestServer.StartAsync();
        var (code, output) = await RunAsync(
            "refused", server.Target, TestContext.Current.CancellationToken);

        Assert.Equal(1, code);
        Assert.Contains("Namespace no-such-namespace is not found", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_fails_while_it_configures_a_worker_stops_the_host_and_names_the_worker()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Greet>()
                .ConfigureOptions(_ => throw new InvalidOperationException("The vault is sealed."));
        });
        var refusal = await Assert.ThrowsAsync<Exceptions.CairnException>(() => host.StartAsync(Token));
        Assert.Equal(
            "The code that configures the worker of task queue queue failed: The vault is sealed.", refusal.Message);
        Assert.IsType<InvalidOperationException>(refusal.InnerException);
    }

    private static async Task<(int Code, string Output)> RunAsync(
        string how, string place, CancellationToken token)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(EndingTests).Assembly.Location, EndingHost.Role, how, place])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, await output + await errors);
    }
}
