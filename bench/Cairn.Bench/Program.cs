using Cairn.Bench;
using Cairn.Bench.Workloads;
using Cairn.Embedded;

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

var folder = options.Data ?? Directory.CreateTempSubdirectory("cairn-bench-").FullName;
try
{
    Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, SQLite in {folder}");
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
    await using var engine = await CairnEngine.StartAsync(new CairnEngineOptions { DatabasePath = path });
    await using var worker = engine.StartWorker(Queue, worker => worker
        .AddWorkflow<OneActivity>()
        .AddWorkflow<TenActivities>()
        .AddWorkflow<HundredActivities>()
        .AddWorkflow<OneSignal>()
        .AddWorkflow<Sleeper>()
        .AddActivity(Steps.Step));
    return options.Workload == "w5"
        ? await new Sleepers(engine, options).RunAsync()
        : await new ClosedLoop(engine, options).RunAsync();
}

internal static partial class Program
{
    /// <summary>The task queue of everything that is measured.</summary>
    internal const string Queue = "bench";
}
