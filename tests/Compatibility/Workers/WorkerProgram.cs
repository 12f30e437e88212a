using Cairn.Client;
using Cairn.Worker;

namespace Cairn.Tests.Compatibility.Workers;

/// <summary>The worker in C#: says that it is ready, and works until its input ends.</summary>
internal static class WorkerProgram
{
    public static async Task<int> RunAsync(string address, string taskQueue, string release)
    {
        var client = await CairnClient.ConnectAsync(new(address));
        var options = new CairnWorkerOptions(taskQueue)
        {
            // A cold worker gets the tasks of a dead one's cache after this long.
            StickyQueueScheduleToStartTimeout = TimeSpan.FromSeconds(1),
            // An activity hears of its cancellation by the next heartbeat.
            MaxHeartbeatThrottleInterval = TimeSpan.FromMilliseconds(200),
        };
        options.AddAllActivities(new Acts());
        var workflows = typeof(Flows).GetNestedTypes()
            .Concat((release == "workflows" ? typeof(FirstRelease) : typeof(NextRelease)).GetNestedTypes());
        foreach (var workflow in workflows)
        {
            options.AddWorkflow(workflow);
        }

        using var worker = new CairnWorker(client, options);
        await worker.ExecuteAsync(() =>
        {
            Console.WriteLine("ready");
            return Console.In.ReadToEndAsync();
        });
        return 0;
    }
}
