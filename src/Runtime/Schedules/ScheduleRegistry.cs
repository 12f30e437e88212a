using System.Collections.Concurrent;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Schedules;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Documents;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Schedules;

/// <summary>All schedules of a node.</summary>
/// <param name="options">What the node is made with.</param>
/// <param name="documents">Where they are kept.</param>
/// <param name="service">By which they start workflows.</param>
internal sealed class ScheduleRegistry(NodeOptions options, DocumentStore<ScheduleDocument> documents, IWorkflowService service)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ScheduleName, ScheduleRunner> runners = new();
    private readonly ScheduleActions actions = new(service, options.LoggerFactory.CreateLogger<ScheduleActions>());
    private volatile bool isStopped;

    /// <summary>Takes up the schedules that there are.</summary>
    public async Task StartAsync(IEnumerable<NamespaceName> namespaces, CancellationToken cancellationToken)
    {
        foreach (var @namespace in namespaces)
        {
            foreach (var kept in await documents.ReadAllAsync(@namespace, cancellationToken))
            {
                Keep(kept).Work();
            }
        }
    }

    /// <summary>Makes a schedule; one that was made by the same request is answered with.</summary>
    /// <exception cref="RpcException">There is another one of that id, or the store failed.</exception>
    public async Task<ScheduleDocument> CreateAsync(CreateScheduleRequest request)
    {
        while (true)
        {
            var turn = DefineSchedule.Create(
                request, options.NewId().ToString(), options.TimeProvider.GetUtcNow());
            var runner = Keep(new StoredDocument<ScheduleDocument>(turn.State, Version: 0));
            if (isStopped)
            {
                throw Refused.ShuttingDown;
            }

            if (await runner.CreateAsync() is { } state)
            {
                return state.CreateRequestId == request.RequestId ? state : throw Exists(request.ScheduleId);
            }

            // The one that had this id was removed in the meantime.
        }
    }

    /// <summary>The runner of a schedule.</summary>
    /// <exception cref="RpcException">There is no such schedule.</exception>
    public ScheduleRunner Find(NamespaceName @namespace, string id) =>
        runners.TryGetValue(new ScheduleName(@namespace, id), out var runner)
            ? runner
            : throw NotFound(id);

    /// <summary>There is no schedule of that id.</summary>
    public static RpcException NotFound(string id) =>
        Refused.NotFound($"workflow not found for ID: {ScheduleRules.WorkflowIdPrefix}{id}");

    /// <summary>Removes a schedule; what it started goes on.</summary>
    public async Task RemoveAsync(NamespaceName @namespace, string id)
    {
        var runner = Find(@namespace, id);
        await runner.RemoveAsync();
        await runner.DisposeAsync();
    }

    /// <summary>The schedules of a namespace whose ids come after the given one, in order.</summary>
    /// <exception cref="RpcException">The store does not say whether one of them is there.</exception>
    public async Task<IEnumerable<ScheduleTurn>> ListAsync(NamespaceName @namespace, string after)
    {
        var found = runners
            .Where(runner => runner.Key.Namespace == @namespace && string.CompareOrdinal(runner.Key.Id, after) > 0)
            .OrderBy(runner => runner.Key.Id, StringComparer.Ordinal)
            .Select(runner => runner.Value)
            .ToList();
        foreach (var uncertain in found.Where(runner => !runner.IsKept))
        {
            await uncertain.SettleAsync();
        }

        return found.Where(runner => runner.IsKept).Select(runner => runner.Look());
    }

    /// <summary>Starts nothing more in a namespace that is deleted.</summary>
    public Task StopAsync(NamespaceName @namespace) => StopAsync(name => name.Namespace == @namespace);

    /// <summary>Starts nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        isStopped = true;
        await StopAsync(_ => true);
    }

    /// <summary>Stops schedules, in an order that does not hang on hash codes.</summary>
    private async Task StopAsync(Func<ScheduleName, bool> isMeant)
    {
        var stopped = runners
            .Where(runner => isMeant(runner.Key))
            .OrderBy(runner => runner.Key.Namespace.Value, StringComparer.Ordinal)
            .ThenBy(runner => runner.Key.Id, StringComparer.Ordinal)
            .ToList();
        foreach (var (name, runner) in stopped)
        {
            await runner.DisposeAsync();
            runners.TryRemove(name, out _);
        }
    }

    /// <summary>The runner of a schedule: a new one, unless there is one of that name.</summary>
    private ScheduleRunner Keep(StoredDocument<ScheduleDocument> kept)
    {
        var name = NameOf(kept.State.Namespace, kept.State.ScheduleId);
        return runners.GetOrAdd(name, _ => new ScheduleRunner(options, documents, actions, kept, Forget));

        void Forget(ScheduleRunner runner) => runners.TryRemove(new(name, runner));
    }

    private static ScheduleName NameOf(string @namespace, string id) => new(new NamespaceName(@namespace), id);

    private static RpcException Exists(string id) => Refused.By(new Refusal(
        RpcException.StatusCode.AlreadyExists,
        $"schedule \"{id}\" is already registered",
        new WorkflowExecutionAlreadyStartedFailure()));
}
