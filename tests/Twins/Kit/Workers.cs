using System.Reflection;
using Cairn.Client;
using Cairn.Protocol;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Kit;

/// <summary>Makes workers that run every workflow and activity of the twins.</summary>
internal static class Workers
{
    private static readonly Type[] Types = typeof(Workers).Assembly.GetTypes();

    /// <summary>The workflows of the twins.</summary>
    public static IReadOnlyList<Type> Workflows { get; } =
        [.. Types.Where(type => type.GetCustomAttribute<WorkflowAttribute>() is not null)];

    /// <summary>A worker that has not begun.</summary>
    public static CairnWorker On(IRpcInvoker<IWorkflowService> server, string taskQueue)
    {
        var options = new CairnWorkerOptions(taskQueue)
        {
            // A busy machine may take its time; and a heartbeat brings the news that the activity is cancelled.
            StickyQueueScheduleToStartTimeout = TimeSpan.FromMinutes(1),
            MaxHeartbeatThrottleInterval = TimeSpan.FromMilliseconds(50),
        };
        foreach (var workflow in Workflows)
        {
            options.AddWorkflow(workflow);
        }

        options.AddAllActivities(typeof(Scenarios.Acts), null);
        return new(new CairnClient(new CairnConnection(new WorkflowServiceProxy(server))), options);
    }
}
