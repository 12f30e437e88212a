using Cairn.Bench;
using Cairn.Bench.Workloads;
using Cairn.Worker;

BenchOptions options;
try
{
    options = BenchOptions.Read(args);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{BenchOptions.Usage}");
    return 2;
}

if (options.Workload == "calls")
{
    Console.WriteLine(CallCost.Measure());
    return 0;
}

var folder = options.Data ?? Directory.CreateTempSubdirectory("cairn-bench-").FullName;
try
{
    Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, SQLite in {folder}");
    if (options.Workload == "replay")
    {
        Console.WriteLine(await ReplayCost.MeasureAsync(Path.Combine(folder, "cairn.db")));
        return 0;
    }

    var result = await MeasureAsync(options, Path.Combine(folder, "cairn.db"));
    Console.WriteLine(result);
    if (options.Json)
    {
        Console.WriteLine(result.ToJson());
    }

    return 0;
}
finally
{
    if (options.Data is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}

static async Task<Result> MeasureAsync(BenchOptions options, string path)
{
    await using var target = options.Remote
        ? await RemoteTarget.StartAsync(path)
        : await EmbeddedTarget.StartAsync(path);
    using var worker = new CairnWorker(target.Client, new CairnWorkerOptions(Queue)
        .AddWorkflow<OneActivity>()
        .AddWorkflow<TenActivities>()
        .AddWorkflow<ManyActivities>()
        .AddWorkflow<OneSignal>()
        .AddWorkflow<Sleeper>()
        .AddWorkflow<FanOut>()
        .AddActivity(Steps.Step));
    return await worker.ExecuteAsync(() => options.Workload switch
    {
        "w5" => new Sleepers(target, options).RunAsync(),
        "fanout" => new FanOutRun(target, options).RunAsync(),
        _ => new ClosedLoop(target, options).RunAsync(),
    });
}

internal static partial class Program
{
    /// <summary>The task queue of everything that is measured.</summary>
    internal const string Queue = "bench";
}
