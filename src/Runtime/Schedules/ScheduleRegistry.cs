using System.Collections.Concurrent;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Schedules;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Documents;
using Cairn.Runtime.Metrics;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Schedules;

/// <summary>All schedules of a node.</summary>
/// <param name="options">The options of the node.</param>
/// <param name="store">Where schedules are stored.</param>
/// <param name="service">The service that starts workflows.</param>
/// <param name="metrics">The labels of measurements.</param>
internal sealed class ScheduleRegistry(
    NodeOptions options, DocumentStore<ScheduleDocument> store, IWorkflowService service, NodeMetrics metrics)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ScheduleName, ScheduleRunner> runners = new();
    private readonly ScheduleActions actions = new(service, options.LoggerFactory.CreateLogger<ScheduleActions>());
    private volatile bool isStopped;

    /// <summary>Loads all schedules from the store, and starts their runners.</summary>
    public async Task StartAsync(IEnumerable<NamespaceName> namespaces, CancellationToken cancellationToken)
    {
        foreach (var @namespace in namespaces)
        {
            foreach (var stored in await store.ReadAllAsync(@namespace, cancellationToken))
            {
                RunnerOf(stored).Work();
            }
        }
    }

    /// <summary>Creates a schedule; if the same request created it before, returns that one.</summary>
    /// <exception cref="RpcException">Another schedule has this id, or the store failed.</exception>
    public async Task<ScheduleDocument> CreateAsync(CreateScheduleRequest request)
    {
        while (true)
        {
            var turn = DefineSchedule.Create(
                request, options.NewId().ToString(), options.TimeProvider.GetUtcNow());
            var runner = RunnerOf(new StoredDocument<ScheduleDocument>(turn.State, Version: 0));
            if (isStopped)
            {
                throw Refused.ShuttingDown;
            }

            if (await runner.CreateAsync() is { } state)
            {
                return state.CreateRequestId == request.RequestId ? state : throw Exists(request.ScheduleId);
            }

            // Another schedule with this id was deleted in the meantime: try again.
        }
    }

    /// <summary>When the next schedule has something to do; null if never.</summary>
    public DateTimeOffset? NextTime => runners.Values.Min(runner => runner.NextTime);

    /// <summary>How long the schedule that is most overdue has been due; zero if none is.</summary>
    public TimeSpan Overdue =>
        NextTime is { } next && options.TimeProvider.GetUtcNow() - next is { Ticks: > 0 } late ? late : TimeSpan.Zero;

    /// <summary>The runner of a schedule.</summary>
    /// <exception cref="RpcException">There is no such schedule.</exception>
    public ScheduleRunner Find(NamespaceName @namespace, string id) =>
        runners.TryGetValue(new ScheduleName(@namespace, id), out var runner)
            ? runner
            : throw NotFound(id);

    /// <summary>The error for an id without a schedule.</summary>
    public static RpcException NotFound(string id) =>
        Refused.NotFound($"workflow not found for ID: {ScheduleRules.WorkflowIdPrefix}{id}");

    /// <summary>Deletes a schedule; workflows that it started continue.</summary>
    public async Task RemoveAsync(NamespaceName @namespace, string id)
    {
        var runner = Find(@namespace, id);
        await runner.RemoveAsync();
        await runner.DisposeAsync();
    }

    /// <summary>The schedules of a namespace with ids after the given one, in order.</summary>
    /// <exception cref="RpcException">The store cannot confirm whether one of them exists.</exception>
    public async Task<IEnumerable<ScheduleTurn>> ListAsync(NamespaceName @namespace, string after)
    {
        var found = runners
            .Where(runner => runner.Key.Namespace == @namespace && string.CompareOrdinal(runner.Key.Id, after) > 0)
            .OrderBy(runner => runner.Key.Id, StringComparer.Ordinal)
            .Select(runner => runner.Value)
            .ToList();
        foreach (var uncertain in found.Where(runner => !runner.IsStored))
        {
            await uncertain.SettleAsync();
        }

        return found.Where(runner => runner.IsStored).Select(runner => runner.Snapshot());
    }

    /// <summary>Stops the schedules of a deleted namespace.</summary>
    public Task StopAsync(NamespaceName @namespace) => StopAsync(name => name.Namespace == @namespace);

    /// <summary>Stops all schedules.</summary>
    public async ValueTask DisposeAsync()
    {
        isStopped = true;
        await StopAsync(_ => true);
    }

    /// <summary>Stops schedules, in an order that does not depend on hash codes.</summary>
    private async Task StopAsync(Func<ScheduleName, bool> isSelected)
    {
        var stopped = runners
            .Where(runner => isSelected(runner.Key))
            .OrderBy(runner => runner.Key.Namespace.Value, StringComparer.Ordinal)
            .ThenBy(runner => runner.Key.Id, StringComparer.Ordinal)
            .ToList();
        foreach (var (name, runner) in stopped)
        {
            await runner.DisposeAsync();
            runners.TryRemove(name, out _);
        }
    }

    /// <summary>The runner of a schedule; creates it unless there is one of that name.</summary>
    private ScheduleRunner RunnerOf(StoredDocument<ScheduleDocument> stored)
    {
        var name = NameOf(stored.State.Namespace, stored.State.ScheduleId);
        return runners.GetOrAdd(name, _ => new ScheduleRunner(options, store, actions, stored, metrics, Forget));

        void Forget(ScheduleRunner runner) => runners.TryRemove(new(name, runner));
    }

    private static ScheduleName NameOf(string @namespace, string id) => new(new NamespaceName(@namespace), id);

    private static RpcException Exists(string id) => Refused.By(new Refusal(
        RpcException.StatusCode.AlreadyExists,
        $"schedule \"{id}\" is already registered",
        new WorkflowExecutionAlreadyStartedFailure()));
}
