using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <content>Runs the code: the jobs of an activation, and what becomes ready by them.</content>
internal sealed partial class WorkflowInstance
{
    private void Inside(object argument, Action<WorkflowInstance, object> action)
    {
        if (Guard.Escape is { } earlier)
        {
            throw earlier.ToException();
        }

        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Guard.Enter();
        try
        {
            ExecutionContext.Run(Guard.Context, _ => action(this, argument), null);
        }
        finally
        {
            Guard.Exit();
            SynchronizationContext.SetSynchronizationContext(before);
        }

        if (Guard.Escape is { } escape)
        {
            throw escape.ToException();
        }
    }

    private void Run(Activation activation)
    {
        if (activation.Jobs[0] is ActivationJob.InitializeWorkflow)
        {
            isModern = details.Flags.UseLanguage(SdkFlags.ApplyModernEventLoopLogic, IsReplaying);
        }

        if (!isModern)
        {
            RunLegacy(activation);
            return;
        }

        foreach (var job in activation.Jobs)
        {
            JobDispatch.Apply(this, job);
        }

        // Handlers of the first activation run before the workflow itself.
        StartWorkflow();
        Drain(checkConditions: true);
    }

    // Before flag 2, each job ran on its own, signals before the workflow itself.
    private void RunLegacy(Activation activation)
    {
        foreach (var job in activation.Jobs.OrderBy(JobDispatch.LegacyOrdinal))
        {
            JobDispatch.Apply(this, job);
            if (job is ActivationJob.InitializeWorkflow)
            {
                StartWorkflow();
            }

            Drain(checkConditions: job is not ActivationJob.NotifyHasPatch);
        }
    }

    private void StartWorkflow()
    {
        if (isRunning)
        {
            return;
        }

        isRunning = true;
        StartTopLevel(async () =>
        {
            var result = await Inbound.ExecuteWorkflowAsync(new(Object, Definition.RunMethod, Arguments));
            ClosingWarnings.Write(this);
            var payload = Values.ToPayload(result, $"The result of workflow {Info.WorkflowType}");
            AddCommand(new WorkflowCommand.CompleteWorkflow(new() { Payloads_ = { payload } }));
        });
    }

    // Conditions are evaluated only after tasks have run: nothing else can have changed their result.
    private void Drain(bool checkConditions)
    {
        while (Tasks.AnyReady)
        {
            Tasks.RunReady();
            if (checkConditions)
            {
                BetweenTasks(static self => self.Conditions.Settle(firstOnly: self.isModern));
            }
        }
    }

    private void BetweenTasks(Action<WorkflowInstance> action)
    {
        var before = WorkflowContext.ExchangeBetweenTasks(this);
        try
        {
            action(this);
        }
        finally
        {
            WorkflowContext.ExchangeBetweenTasks(before);
        }
    }
}
