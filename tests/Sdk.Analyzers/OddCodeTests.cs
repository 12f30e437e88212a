namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Code as its authors write it: new shapes of C#, right and wrong, and code that is not finished.</summary>
public class OddCodeTests
{
    private const string Types =
        """
        public interface IClock { DateTime Now { get; } }
        public class SystemClock : IClock { public DateTime Now => DateTime.UtcNow; }

        public static class Generic
        {
            public static DateTime Read<T>() where T : IClock, new() => new T().Now;
            public static DateTime Local() { return Inner(); static DateTime Inner() => DateTime.UtcNow; }
            public static int Next() => ++count;
            public static DateTimeOffset Now(TimeProvider? time = null) => (time ?? TimeProvider.System).GetUtcNow();
            public static async IAsyncEnumerable<int> Ticks(int count)
            {
                for (var tick = 0; tick < count; tick++) { await Workflow.DelayAsync(1); yield return tick; }
            }
            public static async IAsyncEnumerable<int> Beats()
            {
                await Task.Delay(1);
                yield return 1;
            }
            public static T Max<T>(params ReadOnlySpan<T> all) where T : System.Numerics.INumber<T>
            {
                var most = all[0];
                foreach (var each in all) { most = T.Max(most, each); }
                return most;
            }
            public static readonly Func<Task> Wait = () => Task.Delay(5);
            public static readonly Func<int> Roll = () => Next();
            public static readonly object Gate = Make();
            private static object Make() { lock (typeof(Generic)) { return new(); } }
            private static int count;
        }

        public static class Cache<T> { public static readonly string Name = typeof(T).Name; }

        public static class Extensions
        {
            extension(string text)
            {
                public int Age => text.Length + DateTime.UtcNow.Day;
                public int Double => text.Length * 2;
            }
        }

        public record Money(decimal Amount, string Currency = "EUR")
        {
            public static Money operator +(Money one, Money other) => one with { Amount = one.Amount + other.Amount };
            public Money Rounded => this with { Amount = Math.Round(Amount, 2) };
        }

        public abstract record Step
        {
            public sealed record Wait(int Days) : Step;
            public sealed record Stop : Step;
        }
        """;

    [Theory]
    [InlineData("_ = {|CAIRN0101:Generic.Read<SystemClock>|}();")]
    [InlineData("_ = {|CAIRN0101:Generic.Local|}();")]
    [InlineData("_ = {|CAIRN0401:Generic.Next|}();")]
    [InlineData("await {|CAIRN0204:Generic.Wait|}(); _ = {|CAIRN0401:Generic.Roll|}();")]
    [InlineData("_ = \"a\".{|CAIRN0101:Age|};")]
    [InlineData("await foreach (var each in {|CAIRN0204:Generic.Beats|}()) { }")]
    [InlineData("_ = from each in new[] { 1 } orderby {|CAIRN0105:Guid.NewGuid|}() select each;")]
    [InlineData("var id = new Lazy<Guid>({|CAIRN0105:Guid.NewGuid|}); _ = id.Value;")]
    [InlineData("using var source = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken); "
        + "source.{|CAIRN0205:CancelAfter|}(TimeSpan.FromSeconds(5));")]
    [InlineData("new List<int>().ForEach({|CAIRN0217:async|} each => await Workflow.DelayAsync(each));")]
    [InlineData("(DateTime At, int Count) pair = ({|CAIRN0101:DateTime.UtcNow|}, 1); _ = pair;")]
    [InlineData("var text = $\"{{{ {|CAIRN0101:DateTime.UtcNow|}:O}}}\"; _ = text;")]
    [InlineData("_ = new { At = {|CAIRN0101:DateTime.UtcNow|} };")]
    [InlineData("Step step = new Step.Stop(); _ = step switch { Step.Wait { Days: > 1 } => 1, "
        + "Step.Stop => throw {|CAIRN0601:new InvalidOperationException()|}, _ => 2 };")]
    [InlineData("DateTime Now() => {|CAIRN0101:DateTime.UtcNow|}; var late = Now; _ = late();")]
    [InlineData("var random = {|CAIRN0106:new Random(Workflow.Random.Next())|}; _ = random.Next();")]
    [InlineData("int[] all = [.. Enumerable.Range(0, {|CAIRN0407:Environment.ProcessorCount|})]; _ = all;")]
    [InlineData("object one = 1; if (one is int and > 0 && {|CAIRN0104:Random.Shared|}.Next() is > 1 or 0) { }")]
    [InlineData("for (var at = {|CAIRN0101:DateTime.UtcNow|}; at.Day < 1; at = {|CAIRN0101:DateTime.UtcNow|}) { }")]
    [InlineData("_ = await Task.FromResult({|CAIRN0101:DateTime.UtcNow|}.Day) + 1;")]
    [InlineData("dynamic all = new List<int>(); {|CAIRN0413:all.Add(1)|};")]
    public Task Mistakes_are_found_in_new_shapes_of_code(string statements) =>
        Analyzed.RunAsync(statements, Types);

    [Theory]
    [InlineData("_ = \"a\".Double + Generic.Max(1, 2) + Cache<int>.Name.Length;")]
    [InlineData("_ = Generic.Now(Workflow.TimeProvider); _ = Generic.Gate.ToString();")]
    [InlineData("await foreach (var tick in Generic.Ticks(3)) { Workflow.Logger.BeginScope(tick); }")]
    [InlineData("var total = new[] { 1m, 2m }.Select(each => new Money(each)).Aggregate((one, other) => one + other)"
        + ".Rounded; _ = total is { Currency: \"EUR\", Amount: > 1 };")]
    [InlineData("Step step = new Step.Wait(1); var days = step switch { Step.Wait(var count) => count, "
        + "_ => throw new ArgumentOutOfRangeException() }; await Workflow.DelayAsync(days);")]
    [InlineData("try { await Workflow.DelayAsync(1); } "
        + "catch (Exception e) when (e is not OperationCanceledException) { }")]
    [InlineData("try { await Workflow.DelayAsync(1); } catch (Exception e) { Workflow.Logger.BeginScope(e); throw; }")]
    [InlineData("await Workflow.RunStepAsync(\"s\", async _ => { await Task.Delay(1); return await Task.Run(() => "
        + "DateTime.UtcNow); });")]
    [InlineData("var tasks = new[] { 1, 2 }.Select(async each => { await Workflow.DelayAsync(each); return each; })"
        + ".ToList(); while (tasks.Count > 0) { var done = await Workflow.WhenAnyAsync(tasks); tasks.Remove(done); }")]
    [InlineData("var prices = new Dictionary<string, decimal>(); foreach (var (name, price) in prices.OrderBy(each => "
        + "each.Key, StringComparer.Ordinal)) { await Workflow.DelayAsync(name.Length + (int)price); }")]
    [InlineData("Span<int> some = [1, 2]; foreach (ref var each in some) { each++; } some.Sort();")]
    [InlineData("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); _ = Fib(5);")]
    [InlineData("var (one, (two, _)) = (1, (2, 3)); (one, two) = (two, one); _ = one + two;")]
    [InlineData("string? name = null; name ??= \"a\"; _ = name?.Length ?? 0; _ = name![^1];")]
    [InlineData("unchecked { var hash = 17; foreach (var letter in \"abc\") { hash = hash * 31 + letter; } "
        + "_ = hash; }")]
    [InlineData("_ = System.Text.Json.JsonSerializer.Serialize(new Money(1)); _ = Convert.ToHexString("
        + "System.Security.Cryptography.SHA256.HashData([1, 2]));")]
    [InlineData("_ = int.Parse(\"1\") + TimeSpan.Parse(\"00:01\").Days + Guid.Parse(Guid.Empty.ToString()).Version;")]
    [InlineData("var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); "
        + "_ = at.AddDays(1).ToUnixTimeSeconds();")]
    [InlineData("static int Twice(int n) => n * 2; Func<int, int> act = Twice; act += each => each; _ = act(1);")]
    [InlineData("goto end; end: return;")]
    public Task Right_code_of_new_shapes_is_not_found(string statements) => Analyzed.RunAsync(statements, Types);

    [Fact]
    public Task Workflows_of_new_shapes_are_read_like_others() => Analyzed.FilesAsync(
        """
        [Workflow]
        [method: WorkflowInit]
        public class Cart(string owner)
        {
            private readonly Func<Task> later = () => {|CAIRN0204:Task.Delay|}(5);
            private readonly string name = owner.ToUpperInvariant();
            private event Action? Changed;

            public required int Size { get; init; }

            public int Count { get; private set => field = value < 0 ? {|CAIRN0102:Environment.TickCount|} : value; }

            [WorkflowQuery]
            public IReadOnlyDictionary<string, int> All => new Dictionary<string, int> { [name] = Count };

            [WorkflowRun]
            public async Task<string> RunAsync(string customer)
            {
                Changed?.Invoke();
                await later();
                await foreach (var each in EachAsync()) { Count += each; }
                return owner + customer;
            }

            private async IAsyncEnumerable<int> EachAsync()
            {
                await {|CAIRN0204:Task.Delay|}(1);
                yield return {|CAIRN0104:Random.Shared|}.Next();
            }

            private sealed record Line(string Sku) { public DateTime At { get; } = DateTime.UtcNow; }

            private Line Make() => {|CAIRN0101:new Line("a")|};
        }

        public interface IGreeting { [WorkflowRun] Task RunAsync(); [WorkflowSignal] Task HelloAsync(); }

        [Workflow]
        public sealed class Greeting : IGreeting
        {
            [WorkflowRun] public Task RunAsync() => Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
            [WorkflowSignal] public async Task HelloAsync() => await Workflow.DelayAsync(1);
        }

        public abstract class Base<T> where T : notnull
        {
            protected T? Last { get; set; }
            protected virtual async Task<T> StoreAsync(T value, Func<T, Task<T>> map) => Last = await map(value);
        }

        [Workflow]
        public class Derived : Base<string>
        {
            [WorkflowRun]
            public Task<string> RunAsync(string text) => StoreAsync(text, async one =>
            {
                await Workflow.DelayAsync(1);
                return one + {|CAIRN0105:Guid.NewGuid|}();
            });

            protected override Task<string> StoreAsync(string value, Func<string, Task<string>> map) =>
                base.StoreAsync(value, map);
        }
        """);

    [Fact]
    public async Task Unfinished_code_fails_no_analyzer()
    {
        var source =
            $$"""
            {{Types}}

            [Workflow]
            public class W
            {
                private readonly List<string> items = [];
                [WorkflowSignal] public Task AddAsync(string item) { items.Add(item); return Task.CompletedTask; }
                [WorkflowUpdateValidator(nameof(ChangeAsync))]
                public void Check(int count) { if (count > 1) throw new(); }
                [WorkflowUpdate] public async Task<int> ChangeAsync(int count) { await Task.Yield(); return count; }
                [WorkflowQuery] public int Count => items.Count;
                [WorkflowRun]
                public async Task RunAsync(string id)
                {
                    var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1), TaskQueue = id };
                    await Workflow.ExecuteActivityAsync((A a) => a.Do(id, 1), options);
                    if (Workflow.Patched("p")) { _ = Workflow.GetVersion("v", 1, 2); }
                    foreach (var (one, two) in new Dictionary<string, int>()) { await Workflow.DelayAsync(two); }
                    try { using var source = new CancellationTokenSource(5); source.CancelAfter(1); lock (items) { } }
                    catch (Exception e) when (e is { Message: "x" }) { await Workflow.RunStepAsync("s", _ => null!); }
                    finally { await Workflow.DelayAsync(1); }
                    throw Workflow.CreateContinueAsNewException((W w) => w.RunAsync($"{1.5}" + id));
                }
            }

            public class A
            {
                [Activity, ActivityDefaults(StartToClose = "1", NonRetryable = ["System.Exception"])]
                public async Task Do(string id, int count, CancellationToken token = default)
                {
                    for (;;) { try { await Task.Delay(1, token); } catch (Exception) { await Task.Delay(1); } }
                }
            }
            """;
        // Cut off at many places, and with a piece left out.
        const int Pieces = 40;
        for (var piece = 1; piece < Pieces; piece++)
        {
            var place = source.Length * piece / Pieces;
            var found = (await Analyzed.DiagnosticsAsync([source[..place]]))
                .Concat(await Analyzed.DiagnosticsAsync([source.Remove(place, Math.Min(9, source.Length - place))]));
            Assert.DoesNotContain(found, each => each.Id == "AD0001");
        }
    }
}
