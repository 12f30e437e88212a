using Cairn.Activities;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Worker;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Sdk.Workflows.Kit;

/// <summary>Makes handlers of workflow tasks.</summary>
internal static class Handlers
{
    public static WorkflowTaskHandler Of<T>(FakeServer? server = null) => Of([typeof(T)], server);

    /// <summary>A handler with options of the test's own.</summary>
    public static WorkflowTaskHandler Of<T>(
        FakeServer server, Func<WorkflowTaskHandlerOptions, WorkflowTaskHandlerOptions> change) => new(change(new()
        {
            Workflows = [WorkflowDefinition.Create<T>()],
            Namespace = "default",
            FetchHistoryAsync = (_, page, _) => Task.FromResult(Page(server, page.Length)),
        }));

    public static WorkflowTaskHandler Of(
        IEnumerable<Type> workflows,
        FakeServer? server = null,
        Type[]? failures = null,
        int cached = 100,
        ILoggerFactory? loggers = null,
        TimeSpan? deadlock = null,
        TimeSpan? grace = null,
        ActivityDefinition[]? activities = null) => new(new WorkflowTaskHandlerOptions
        {
            Workflows = [.. workflows.Select(WorkflowDefinition.Create)],
            Namespace = "default",
            FailureExceptionTypes = failures ?? [],
            MaxCachedWorkflows = cached,
            LoggerFactory = loggers ?? NullLoggerFactory.Instance,
            DeadlockTimeout = deadlock ?? TimeSpan.FromSeconds(30),
            EscapeGrace = grace ?? TimeSpan.Zero,
            ActivityDefaults = activities is null ? null : new ActivityRegistry(activities).DefaultsOf,
            FetchHistoryAsync = (_, page, _) => Task.FromResult(Page(server, page.Length)),
        });

    // Pages of three events; the token's length says where the next begins.
    private static GetWorkflowExecutionHistoryResponse Page(FakeServer? server, int from)
    {
        var events = server?.Events ?? [];
        var response = new GetWorkflowExecutionHistoryResponse { History = new History() };
        response.History.Events.Add(events.Skip(from).Take(3));
        response.NextPageToken = from + 3 < events.Count
            ? Google.Protobuf.ByteString.CopyFrom(new byte[from + 3])
            : Google.Protobuf.ByteString.Empty;
        return response;
    }
}
