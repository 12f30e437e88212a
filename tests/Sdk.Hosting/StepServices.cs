using System.Collections.Concurrent;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>A workflow whose steps look at their services.</summary>
[Workflow]
public class StepServices
{
    public static ConcurrentQueue<Resource> Seen { get; } = [];

    [WorkflowRun]
    public async Task RunAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            await Workflow.RunStepAsync("look", step =>
            {
                var resource = step.Services.GetRequiredService<Resource>();
                Assert.Same(resource, step.Services.GetRequiredService<Resource>());
                Assert.False(resource.IsDisposed);
                Seen.Enqueue(resource);
                return Task.CompletedTask;
            });
        }
    }
}
