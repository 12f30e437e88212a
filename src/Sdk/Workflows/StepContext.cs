using Cairn.Activities;
using Cairn.Generated;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Workflows;

/// <summary>
/// What the code of a step gets. Inside of it <see cref="ActivityExecutionContext.Current"/> has the rest: logger,
/// facts, metrics.
/// </summary>
public sealed class StepContext
{
    private readonly ActivityExecutionContext activity;
    private AsyncServiceScope? scope;

    internal StepContext(ActivityExecutionContext activity) => this.activity = activity;

    /// <summary>
    /// The services of this attempt: a scope of <see cref="Worker.CairnWorkerOptions.Services"/>, which ends with it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The worker has no services.</exception>
    public IServiceProvider Services
    {
        get
        {
            var services = activity.WorkerServices ?? throw new InvalidOperationException(
                $"Step {activity.Info.ActivityType} asks for services, but its worker has none: set "
                + "CairnWorkerOptions.Services; a worker of AddHostedCairnWorker has those of its host");
            scope ??= services.CreateAsyncScope();
            return scope.Value.ServiceProvider;
        }
    }

    /// <summary>Cancelled when the step should stop: by its workflow, its timeout or the end of its worker.</summary>
    public CancellationToken CancellationToken => activity.CancellationToken;

    /// <summary>The number of this attempt, from 1.</summary>
    public int Attempt => activity.Info.Attempt;

    /// <summary>The code of a step as an activity.</summary>
    internal static ActivityDefinition DefinitionOf<T>(string name, Func<StepContext, Task<T>> step) =>
        ActivityDefinition.Of(
            new GeneratedMethod(name, name, (_, _) => RunAsync(name, step)) { ResultType = typeof(object) },
            _ => RunAsync(name, step),
            GeneratedMethod.AwaitAsync<object?>);

    private static async Task<object?> RunAsync<T>(string name, Func<StepContext, Task<T>> step)
    {
        var context = new StepContext(ActivityExecutionContext.Current);
        try
        {
            var running = step(context)
                ?? throw new InvalidOperationException($"The code of step {name} returned null instead of a task");
            var result = await running.ConfigureAwait(false);
            return result is Nothing ? null : result;
        }
        finally
        {
            if (context.scope is { } scope)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
