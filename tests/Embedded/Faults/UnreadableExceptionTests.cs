using System.Collections;
using System.Reflection;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Exceptions that cannot be read in full: what can be read is reported.</summary>
public sealed class UnreadableExceptionTests : EngineTest
{
    public static TheoryData<string, string> Kinds => new()
    {
        { "message", "InvalidOperationException" },
        { "everything", "NotSupportedException" },
        { "cyclic", "round and round" },
        { "deep", "cause 1000" },
        { "aggregate", "round and round" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_activity_that_throws_one_fails(string kind, string expected)
    {
        using var log = new ReadingLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }),
            options => options.AddWorkflow<Calls>().AddActivity(Throwing.Throw));
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(
            Client.ExecuteWorkflowAsync((Calls w) => w.RunAsync(kind, false), Id())));
        Assert.Contains(expected, failure.InnerException!.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_local_activity_that_throws_one_fails(string kind, string expected)
    {
        using var log = new ReadingLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }),
            options => options.AddWorkflow<Calls>().AddActivity(Throwing.Throw));
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(
            Client.ExecuteWorkflowAsync((Calls w) => w.RunAsync(kind, true), Id())));
        Assert.Contains(expected, failure.InnerException!.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_workflow_that_throws_one_fails_its_task(string kind, string expected)
    {
        using var log = new ReadingLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }), options => options.AddWorkflow<Throws>());
        await Client.StartWorkflowAsync((Throws w) => w.RunAsync(kind), Id());
        Assert.Contains(expected, await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    private static Exception Of(string kind)
    {
        switch (kind)
        {
            case "message":
                return new ThrowingMessage();
            case "everything":
                return new ThrowingEverything();
            case "cyclic":
                var cyclic = new InvalidOperationException("round and round", new InvalidOperationException("x"));
                SetInner(cyclic.InnerException!, cyclic);
                return cyclic;
            case "aggregate":
                var children = new[] { new InvalidOperationException("a"), new InvalidOperationException("b") };
                var parent = new AggregateException("round and round", children);
                SetInner(children[0], parent);
                SetInner(children[1], parent);
                return parent;
            default:
                Exception? inner = null;
                for (var i = 1; i <= 1000; i++)
                {
                    inner = new InvalidOperationException($"cause {i}", inner);
                }

                return inner!;
        }
    }

    private static void SetInner(Exception outer, Exception inner) => typeof(Exception)
        .GetField("_innerException", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(outer, inner);

    public static class Throwing
    {
        [Activity]
        public static void Throw(string kind) => throw Of(kind);
    }

    [Workflow]
    public class Throws
    {
        [WorkflowRun]
        public Task RunAsync(string kind) => throw Of(kind);
    }

    [Workflow]
    public class Calls
    {
        [WorkflowRun]
        public Task RunAsync(string kind, bool isLocal) => isLocal
            ? Workflow.ExecuteLocalActivityAsync(() => Throwing.Throw(kind), new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 },
            })
            : Workflow.ExecuteActivityAsync(() => Throwing.Throw(kind), new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 },
            });
    }

    private sealed class ThrowingMessage : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }

    private sealed class ThrowingEverything : Exception
    {
        public override string Message => throw new NotSupportedException("no message");

        public override string StackTrace => throw new NotSupportedException("no stack trace");

        public override IDictionary Data => throw new NotSupportedException("no data");

        public override string ToString() => throw new NotSupportedException("no text");
    }

    // As loggers of the console do, which print an exception in full.
    private sealed class ReadingLog : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Assert.NotNull(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
