using System.Collections.Concurrent;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Hosting;

public sealed class HostLogTests
{
    [Fact(Timeout = 60_000)]
    public async Task An_engine_in_a_host_logs_once_that_its_database_cannot_be_used_and_once_that_it_can()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("cairn-log-").FullName;
        var database = Path.Combine(folder, "cairn.db");
        var log = new Lines();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        builder.Services.AddCairn(new CairnEngineOptions { DatabasePath = database });
        using (var host = builder.Build())
        {
            await host.StartAsync(cancellation);
            var client = host.Services.GetRequiredService<ICairnClient>();
            File.Move(database, database + ".away");
            for (var attempt = 0; attempt < 5; attempt++)
            {
                await Assert.ThrowsAsync<RpcException>(() => client.StartWorkflowAsync(
                    "T", [], new WorkflowOptions($"w{attempt}", "queue") { Rpc = new() { Retry = false } }));
            }

            File.Move(database + ".away", database);
            while (!await client.Connection.CheckHealthAsync())
            {
                await Task.Delay(20, cancellation);
            }

            await client.StartWorkflowAsync("T", [], new WorkflowOptions("w", "queue"));
            await host.StopAsync(cancellation);
        }

        Assert.True(
            log.All.Select(line => line.Level).SequenceEqual([LogLevel.Error, LogLevel.Warning]),
            string.Join(Environment.NewLine, log.All));
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = [];

        public IReadOnlyCollection<(LogLevel Level, string Text)> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
            }
        }

        public void Dispose()
        {
        }
    }
}
