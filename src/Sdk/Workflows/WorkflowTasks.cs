using System.Runtime.ExceptionServices;

namespace Cairn.Workflows;

/// <summary>The tasks of a run's code; all of them run on its scheduler.</summary>
internal sealed class WorkflowTasks
{
    private readonly WorkflowScheduler scheduler;
    private readonly TaskFactory factory;
    private Exception? failure;

    public WorkflowTasks(WorkflowInstance instance, WorkflowGuard guard)
    {
        scheduler = new(instance, guard);
        factory = new(default, TaskCreationOptions.None, TaskContinuationOptions.ExecuteSynchronously, scheduler);
    }

    /// <summary>Whether a task is ready to run.</summary>
    public bool AnyReady => scheduler.HasTasks;

    /// <summary>Runs a function as a task of the workflow in one hop; its result needs no further one.</summary>
    public Task Start(Func<Task> function) => factory.StartNew(function).Unwrap();

    /// <summary>Runs a function as a task of the workflow in one hop; its result needs no further one.</summary>
    public Task<T> Start<T>(Func<Task<T>> function) => factory.StartNew(function).Unwrap();

    /// <summary>The same with a token that prevents the start.</summary>
    public Task Start(Func<Task> function, CancellationToken token) =>
        factory.StartNew(function, token, TaskCreationOptions.None, scheduler).Unwrap();

    /// <summary>The same with a token that prevents the start.</summary>
    public Task<T> Start<T>(Func<Task<T>> function, CancellationToken token) =>
        factory.StartNew(function, token, TaskCreationOptions.None, scheduler).Unwrap();

    /// <summary>Runs an action as a task of the workflow; an exception fails the workflow task.</summary>
    public void StartAction(Action action) => Observe(factory.StartNew(action));

    /// <summary>Runs an action when a task has ended: one hop after it.</summary>
    public Task Continue<T>(Task<T> task, Action<Task<T>> action) =>
        task.ContinueWith(action, default, TaskContinuationOptions.None, scheduler);

    /// <summary>Observes a task that is not awaited: its exception fails the workflow task.</summary>
    public void Observe(Task task) => task.ContinueWith(
        static (ended, self) => ((WorkflowTasks)self!).Fail(ended.Exception!.InnerException!),
        this,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>Makes the workflow task fail with the exception once the code waits.</summary>
    public void Fail(Exception exception) => failure ??= exception;

    /// <summary>Runs all tasks that are ready, and those that they make ready.</summary>
    /// <exception cref="Exception">The code failed in a way that fails the workflow task.</exception>
    public void RunReady()
    {
        scheduler.Drain();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
