namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Code before and after each fix.</summary>
public class FixTests
{
    [Theory]
    [InlineData("_ = DateTime.UtcNow;", "_ = Workflow.UtcNow;")]
    [InlineData("_ = System.DateTime.Now.AddDays(1);", "_ = Workflow.UtcNow.AddDays(1);")]
    [InlineData("_ = DateTime.Today;", "_ = Workflow.UtcNow.Date;")]
    [InlineData("_ = DateTimeOffset.UtcNow;", "_ = Workflow.TimeProvider.GetUtcNow();")]
    [InlineData("_ = DateTimeOffset.Now;", "_ = Workflow.TimeProvider.GetUtcNow();")]
    [InlineData("_ = System.Diagnostics.Stopwatch.GetTimestamp();", "_ = Workflow.TimeProvider.GetTimestamp();")]
    [InlineData(
        "_ = System.Diagnostics.Stopwatch.GetElapsedTime(1);", "_ = Workflow.TimeProvider.GetElapsedTime(1);")]
    [InlineData("_ = TimeProvider.System.GetUtcNow();", "_ = Workflow.TimeProvider.GetUtcNow();")]
    [InlineData("_ = new Random().Next();", "_ = Workflow.Random.Next();")]
    [InlineData("_ = new Random(7).Next();", "_ = Workflow.Random.Next();")]
    [InlineData("_ = Random.Shared.Next();", "_ = Workflow.Random.Next();")]
    [InlineData("_ = Guid.NewGuid().ToString();", "_ = Workflow.NewGuid().ToString();")]
    [InlineData("_ = Guid.CreateVersion7();", "_ = Workflow.NewGuid();")]
    [InlineData("_ = CultureInfo.CurrentCulture.Name;", "_ = CultureInfo.InvariantCulture.Name;")]
    [InlineData("_ = decimal.Parse(\"1\");", "_ = decimal.Parse(\"1\", CultureInfo.InvariantCulture);")]
    [InlineData("_ = \"a\".ToUpper() == \"A\" ? 1 : 2;", "_ = \"a\".ToUpperInvariant() == \"A\" ? 1 : 2;")]
    public Task Time_and_chance_come_from_the_workflow(string before, string after) => Fixed.RunAsync(before, after);

    [Theory]
    [InlineData("await Task.Run(() => PriceAsync());", "await Workflow.RunTaskAsync(() => PriceAsync());")]
    [InlineData("await Task.Run(() => 1);", null)]
    [InlineData("await Task.Delay(1000);", "await Workflow.DelayAsync(1000);")]
    [InlineData("await Task.WhenAny(PriceAsync());", "await Workflow.WhenAnyAsync(PriceAsync());")]
    [InlineData("await Task.WhenAll(PriceAsync());", "await Workflow.WhenAllAsync(PriceAsync());")]
    [InlineData("Thread.Sleep(1000);", "await Workflow.DelayAsync(1000);")]
    [InlineData("_ = PriceAsync().Result;", "_ = await PriceAsync();")]
    [InlineData("_ = PriceAsync().Result.ToString();", "_ = (await PriceAsync()).ToString();")]
    [InlineData("_ = PriceAsync().GetAwaiter().GetResult();", "_ = await PriceAsync();")]
    [InlineData("PriceAsync().Wait();", "await PriceAsync();")]
    [InlineData("Func<int> act = () => PriceAsync().Result; act();", null)]
    [InlineData("await PriceAsync().ConfigureAwait(false);", "await PriceAsync();")]
    [InlineData(
        "_ = new PeriodicTimer(TimeSpan.Zero);", "_ = new PeriodicTimer(TimeSpan.Zero, Workflow.TimeProvider);")]
    [InlineData(
        "_ = new CancellationTokenSource(TimeSpan.FromDays(1));",
        "_ = new CancellationTokenSource(TimeSpan.FromDays(1), Workflow.TimeProvider);")]
    [InlineData("_ = new CancellationTokenSource(1000);", null)]
    [InlineData(
        "await PriceAsync().WaitAsync(TimeSpan.FromDays(1), Workflow.CancellationToken);",
        "await PriceAsync().WaitAsync(TimeSpan.FromDays(1), Workflow.TimeProvider, Workflow.CancellationToken);")]
    [InlineData("await new CancellationTokenSource().CancelAsync();", "new CancellationTokenSource().Cancel();")]
    [InlineData("PriceAsync();", "await PriceAsync();")]
    [InlineData("Workflow.DelayAsync(1);", "await Workflow.DelayAsync(1);")]
    [InlineData("_ = await PriceAsync().ContinueWith(t => t.Result + 1);", "_ = (await PriceAsync()) + 1;")]
    [InlineData(
        "_ = await PriceAsync().ContinueWith(t => t.Result + 1, TaskScheduler.Default);",
        "_ = (await PriceAsync()) + 1;")]
    [InlineData(
        "_ = await PriceAsync().ContinueWith(t => Math.Abs(t.Result));", "_ = Math.Abs(await PriceAsync());")]
    [InlineData(
        "await PriceAsync().ContinueWith(_ => PriceAsync().ToString());",
        "await PriceAsync();\n        PriceAsync().ToString();")]
    [InlineData("_ = await PriceAsync().ContinueWith(t => t.IsFaulted);", null)]
    [InlineData("await PriceAsync().ContinueWith(_ => 1);", null)]
    [InlineData("_ = PriceAsync().ContinueWith(t => t.Result);", null)]
    [InlineData(
        "await foreach (var one in Task.WhenEach(PriceAsync(), PriceAsync())) { _ = await one; }",
        "var open = new List<Task<int>>() { PriceAsync(), PriceAsync() };\n        while (open.Count > 0)\n        {\n"
            + "            var one = await Workflow.WhenAnyAsync(open);\n            open.Remove(one);\n            "
            + "_ = await one;\n        }")]
    [InlineData("Console.WriteLine(\"a\");",
        "Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(Workflow.Logger, \"a\");")]
    [InlineData("Console.WriteLine($\"{1}\");",
        "Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(Workflow.Logger, \"{Text}\", $\"{1}\");")]
    [InlineData("Console.WriteLine(\"{0}\", 1);", null)]
    [InlineData("_ = Console.ReadLine();", null)]
    [InlineData(
        "_ = \"a\".GetHashCode();",
        "_ = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian("
            + "System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(\"a\")));")]
    [InlineData("_ = new object().GetHashCode();", null)]
    [InlineData(
        "async void Act() => await PriceAsync(); Act();", "async Task Act() => await PriceAsync(); Act();")]
    public Task Tasks_stay_in_the_workflow(string before, string? after) => Fixed.RunAsync(before, after);

    [Fact]
    public Task A_delay_can_be_given_the_time_of_the_workflow() => Fixed.RunAsync(
        "await Task.Delay(TimeSpan.FromDays(1), Workflow.CancellationToken);",
        "await Task.Delay(TimeSpan.FromDays(1), Workflow.TimeProvider, Workflow.CancellationToken);",
        "Add Workflow.TimeProvider");

    [Theory]
    [InlineData("lock (this) { PriceAsync().ToString(); }", "PriceAsync().ToString();")]
    [InlineData("lock (this) PriceAsync().ToString();", "PriceAsync().ToString();")]
    public Task A_lock_is_left_out(string before, string after) => Fixed.RunAsync(before, after);

    [Theory]
    [InlineData(
        "foreach (var one in ids) await Workflow.DelayAsync(one);",
        "foreach (var one in ids.Order()) await Workflow.DelayAsync(one);")]
    [InlineData(
        "foreach (var one in prices) await Workflow.DelayAsync(one.Value);",
        "foreach (var one in prices.OrderBy(each => each.Key)) await Workflow.DelayAsync(one.Value);")]
    public Task A_loop_is_sorted(string before, string after) => Fixed.RunAsync(
        before, after, members: "private readonly HashSet<int> ids = []; private Dictionary<int, int> prices = [];");

    [Fact]
    public Task A_static_field_becomes_one_of_the_workflow() => Fixed.RunAsync(
        "count++;", "count++;", members: "private static int count;", membersAfter: "private int count;");

    [Fact]
    public Task A_static_field_of_another_class_has_no_fix() => Fixed.RunAsync(
        "Store.Count++;", null, members: "private static class Store { public static int Count; }");

    [Fact]
    public Task Io_becomes_a_step() => Fixed.RunAsync(
        "_ = await System.IO.File.ReadAllTextAsync(\"a\");",
        "_ = await Workflow.RunStepAsync(\"ReadAllText\", _ => System.IO.File.ReadAllTextAsync(\"a\"));");

    [Fact]
    public Task Io_that_is_not_awaited_has_no_fix() => Fixed.RunAsync("_ = System.IO.File.ReadAllText(\"a\");", null);

    [Fact]
    public Task A_log_of_ones_own_becomes_that_of_the_workflow() => Fixed.RunAsync(
        "Log.BeginScope(1);",
        "Workflow.Logger.BeginScope(1);",
        members: "private static readonly Microsoft.Extensions.Logging.ILogger Log = null!;");

    [Theory]
    [InlineData(
        "Use Workflow.UtcNow",
        "_ = DateTime.UtcNow; _ = DateTime.UtcNow.AddDays(1); _ = Guid.NewGuid();",
        "_ = Workflow.UtcNow; _ = Workflow.UtcNow.AddDays(1); _ = Guid.NewGuid();")]
    [InlineData(
        "Use Workflow.NewGuid()",
        "_ = Guid.NewGuid(); if (Guid.NewGuid() == Guid.NewGuid()) { _ = Guid.CreateVersion7(); }",
        "_ = Workflow.NewGuid(); if (Workflow.NewGuid() == Workflow.NewGuid()) { _ = Workflow.NewGuid(); }")]
    [InlineData(
        "Use Workflow.Random",
        "_ = new Random().Next() + Random.Shared.Next();",
        "_ = Workflow.Random.Next() + Workflow.Random.Next();")]
    [InlineData(
        "Use Workflow.DelayAsync",
        "await Task.Delay(1); await Task.Delay(TimeSpan.FromDays(1));",
        "await Workflow.DelayAsync(1); await Workflow.DelayAsync(TimeSpan.FromDays(1));")]
    [InlineData(
        "Use await",
        "_ = PriceAsync().Result; PriceAsync().Wait(); PriceAsync();",
        "_ = await PriceAsync(); await PriceAsync(); await PriceAsync();")]
    [InlineData(
        "Leave ConfigureAwait out",
        "await PriceAsync().ConfigureAwait(false); await PriceAsync().ConfigureAwait(false);",
        "await PriceAsync(); await PriceAsync();")]
    [InlineData(
        "Use Workflow.Logger",
        "Console.WriteLine(\"a\"); Console.WriteLine(\"b\");",
        "Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(Workflow.Logger, \"a\"); "
            + "Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(Workflow.Logger, \"b\");")]
    [InlineData(
        "Leave the lock out",
        "lock (this) { PriceAsync().ToString(); } lock (this) { PriceAsync().ToString(); }",
        "PriceAsync().ToString();\n        PriceAsync().ToString();")]
    public Task A_fix_is_applied_to_a_whole_document(string title, string before, string after) =>
        Fixed.AllAsync(before, after, title);
}
