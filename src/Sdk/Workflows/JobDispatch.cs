using Cairn.Sdk.Replay.Activations;

namespace Cairn.Workflows;

/// <summary>Passes each job of an activation to the part of the workflow that handles it.</summary>
internal static class JobDispatch
{
    /// <summary>The order of jobs before flag 2: signals before the workflow itself.</summary>
    public static int LegacyOrdinal(ActivationJob job) => job switch
    {
        ActivationJob.NotifyHasPatch or ActivationJob.UpdateRandomSeed => 0,
        ActivationJob.SignalWorkflow or ActivationJob.DoUpdate => 1,
        ActivationJob.InitializeWorkflow => 2,
        _ => 3,
    };

    /// <summary>Handles a job.</summary>
    public static void Apply(WorkflowInstance instance, ActivationJob job)
    {
        switch (job)
        {
            case ActivationJob.InitializeWorkflow initialize:
                instance.Initialize(initialize.Started.Input);
                break;
            case ActivationJob.NotifyHasPatch patch:
                instance.Versions.Announce(patch.PatchId);
                break;
            case ActivationJob.UpdateRandomSeed seed:
                instance.Random.Reseed(seed.RandomSeed);
                break;
            case ActivationJob.SignalWorkflow signal:
                instance.Signals.Apply(signal);
                break;
            case ActivationJob.FireTimer timer:
                instance.Timers.Fire(timer.Seq);
                break;
            case ActivationJob.ResolveActivity activity:
                instance.Activities.Resolve(activity.Seq, activity.Resolution);
                break;
            case ActivationJob.DoUpdate update:
                instance.Updates.Apply(update);
                break;
            case ActivationJob.CancelWorkflow cancel:
                instance.Cancel(cancel.Reason);
                break;
            default:
                Resolve(instance, job);
                break;
        }
    }

    private static void Resolve(WorkflowInstance instance, ActivationJob job)
    {
        switch (job)
        {
            case ActivationJob.ResolveLocalActivity local:
                instance.LocalActivities.Resolve(local.Seq, local.Resolution);
                break;
            case ActivationJob.ResolveChildStart child:
                instance.Children.Resolve(child.Seq, child.Start);
                break;
            case ActivationJob.ResolveChild child:
                instance.Children.Resolve(child.Seq, child.Resolution);
                break;
            case ActivationJob.ResolveSignal signal:
                instance.Externals.ResolveSignal(signal.Seq, signal.Failure);
                break;
            case ActivationJob.ResolveCancel cancel:
                instance.Externals.ResolveCancel(cancel.Seq, cancel.Failure);
                break;
            default:
                throw new ArgumentException($"Unknown job {job}", nameof(job));
        }
    }
}
