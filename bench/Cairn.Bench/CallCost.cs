using System.Diagnostics;
using System.Globalization;
using Cairn.Bench.Workloads;
using Cairn.Client;
using Cairn.Client.Schedules;

namespace Cairn.Bench;

/// <summary>
/// What it costs to say which workflow to start, with one argument that is captured and one that is computed: by a
/// lambda, and by a generated call. Nothing is sent. The two take turns in one run.
/// </summary>
internal static class CallCost
{
    private const int Rounds = 9;
    private const int Calls = 50_000;

    private static readonly WorkflowOptions Options = new("bench", "bench");

    /// <summary>Measures both, and reports the middle of all rounds.</summary>
    public static string Measure()
    {
        var lambdas = new List<(double Nanoseconds, double Bytes)>();
        var generated = new List<(double Nanoseconds, double Bytes)>();
        for (var round = 0; round < Rounds; round++)
        {
            lambdas.Add(Cost(ByLambda));
            generated.Add(Cost(ByGeneratedCall));
        }

        var (slow, fast) = (Middle(lambdas), Middle(generated));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"calls: by lambda {slow.Nanoseconds:F0} ns and {slow.Bytes:F0} B, generated {fast.Nanoseconds:F0} ns and "
            + $"{fast.Bytes:F0} B, {slow.Nanoseconds / fast.Nanoseconds:F0} times faster and "
            + $"{slow.Bytes / fast.Bytes:F0} times less memory");
    }

    private static object ByLambda(string name, int count) =>
        ScheduleActionStartWorkflow.Create((NamedSteps workflow) => workflow.RunAsync(name, count + 1), Options);

    private static object ByGeneratedCall(string name, int count) =>
        ScheduleActionStartWorkflow.Create(NamedStepsCalls.Run(name, count + 1), Options);

    private static (double Nanoseconds, double Bytes) Cost(Func<string, int, object> call)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var count = 0; count < Calls; count++)
        {
            _ = call("steps", count);
        }

        return (
            Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls,
            (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Calls);
    }

    private static (double Nanoseconds, double Bytes) Middle(List<(double Nanoseconds, double Bytes)> rounds) => (
        rounds.Select(each => each.Nanoseconds).Order().ElementAt(Rounds / 2),
        rounds.Select(each => each.Bytes).Order().ElementAt(Rounds / 2));
}
