using Cairn.Activities;
using Cairn.Workflows;

namespace Cairn.Bench.Workloads;

/// <summary>The step that w1 to w3 are made of: it costs nothing, so that only the engine is measured.</summary>
internal static class Steps
{
    internal static readonly ActivityOptions Options = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    [Activity]
    public static int Step(int number) => number + 1;
}
