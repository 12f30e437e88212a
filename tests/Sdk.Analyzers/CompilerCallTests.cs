namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Calls that the source does not name, because the compiler writes them.</summary>
public class CompilerCallTests
{
    private const string Types =
        """
        public sealed class Turn
        {
            public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => Task.Run(() => { }).GetAwaiter();
        }

        public class Rolls
        {
            public IEnumerator<int> GetEnumerator() { yield return Random.Shared.Next(); }
        }

        public class Late
        {
            public Late GetEnumerator() => this;
            public bool MoveNext() => DateTime.UtcNow.Day > 1;
            public int Current => Environment.TickCount;
        }

        public class AsyncRolls
        {
            public async IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken token = default)
            {
                await Task.Yield();
                yield return Random.Shared.Next();
            }
        }

        public class Pair { public void Deconstruct(out int one, out int two) { one = Random.Shared.Next(); two = 1; } }

        public class Slow : IDisposable, IAsyncDisposable
        {
            public void Dispose() => Thread.Sleep(5);
            public ValueTask DisposeAsync() { Thread.Sleep(5); return default; }
        }

        public ref struct Pattern { public void Dispose() => Thread.Sleep(5); }

        public struct Id
        {
            public Guid Value;
            public static Id operator +(Id one, Id other) => new() { Value = Guid.NewGuid() };
            public static Id operator ++(Id one) => new() { Value = Guid.NewGuid() };
            public static bool operator true(Id one) => DateTime.UtcNow.Day > 1;
            public static bool operator false(Id one) => DateTime.UtcNow.Day > 1;
            public static implicit operator Id(int number) => new() { Value = Guid.NewGuid() };
            public static explicit operator int(Id id) => Random.Shared.Next();
        }

        public class Settings
        {
            public int Read => Environment.TickCount;
            public int Written { get => 1; set => _ = DateTime.UtcNow; }
            public Guid this[int place] { get => Guid.NewGuid(); set => _ = DateTime.UtcNow; }
            public event Action Changed { add => _ = DateTime.UtcNow; remove { } }
        }

        public class Bag : System.Collections.IEnumerable
        {
            public void Add(int item) => _ = DateTime.UtcNow;
            public System.Collections.IEnumerator GetEnumerator() => throw new NotSupportedException();
        }

        public class Named { public override string ToString() => DateTime.UtcNow.Ticks.ToString(); }

        [System.Runtime.CompilerServices.InterpolatedStringHandler]
        public ref struct Handler
        {
            public Handler(int length, int holes) { }
            public void AppendLiteral(string text) { }
            public void AppendFormatted<T>(T value) => _ = DateTime.UtcNow;
        }

        public static class Log { public static void Say(Handler text) { } }

        public class Slice { public int Length => 3; public int this[int place] => Random.Shared.Next(); }

        public record Copied(int One) { protected Copied(Copied other) => One = DateTime.UtcNow.Day; }

        public class Parent { protected Parent() => _ = DateTime.UtcNow; }
        public class Child : Parent;
        public class Other : Parent { public Other(int one) { } }

        public static class Held
        {
            public static readonly Guid Field = Guid.NewGuid();
            public static DateTime Property { get; } = DateTime.UtcNow;
            public static readonly string FromConstructor;
            public static readonly string Fixed;
            public static readonly Func<Guid> Maker = Guid.NewGuid;
            static Held() { FromConstructor = Environment.MachineName; Fixed = "a"; Console.WriteLine(Fixed); }
        }
        """;

    [Theory]
    [InlineData("{|CAIRN0201:await new Turn()|};")]
    [InlineData("foreach (var roll in {|CAIRN0104:new Rolls()|}) { }")]
    [InlineData("foreach (var roll in {|CAIRN0101,CAIRN0102:new Late()|}) { }")]
    [InlineData("await foreach (var roll in {|CAIRN0104:new AsyncRolls()|}) { }")]
    [InlineData("{|CAIRN0104:var (one, two) = new Pair()|};")]
    [InlineData("foreach (var (one, two) in {|CAIRN0104:new[] { new Pair() }|}) { }")]
    [InlineData("if (new Pair() is {|CAIRN0104:(1, 2)|}) { }")]
    [InlineData("using ({|CAIRN0203:new Slow()|}) { }")]
    [InlineData("using var slow = {|CAIRN0203:new Slow()|};")]
    [InlineData("await using var slow = {|CAIRN0203:new Slow()|};")]
    [InlineData("using ({|CAIRN0203:new Pattern()|}) { }")]
    [InlineData("Id one = default; _ = {|CAIRN0105:one + one|};")]
    [InlineData("Id one = default; {|CAIRN0105:one += one|};")]
    [InlineData("Id one = default; {|CAIRN0105:one++|};")]
    [InlineData("Id one = default; if ({|CAIRN0101:one|}) { }")]
    [InlineData("Id one = {|CAIRN0105:5|};")]
    [InlineData("Id one = default; _ = {|CAIRN0104:(int)one|};")]
    [InlineData("_ = new Settings().{|CAIRN0102:Read|};")]
    [InlineData("new Settings().{|CAIRN0101:Written|} = 1;")]
    [InlineData("new Settings { {|CAIRN0101:Written|} = 1 }.ToString();")]
    [InlineData("var all = new Settings(); (all.{|CAIRN0101:Written|}, _) = (1, 2);")]
    [InlineData("_ = {|CAIRN0105:new Settings()[0]|};")]
    [InlineData("var all = new Settings(); {|CAIRN0101:all[0]|} = Guid.Empty;")]
    [InlineData("{|CAIRN0101:new Settings().Changed += () => { }|};")]
    [InlineData("if (new Settings() is { {|CAIRN0102:Read|}: 1 }) { }")]
    [InlineData("_ = new Bag { {|CAIRN0101:1|} };")]
    [InlineData("Bag bag = {|CAIRN0101:[1]|};")]
    [InlineData("_ = $\"{ {|CAIRN0101:new Named()|} }\";")]
    [InlineData("_ = \"a\" + {|CAIRN0101:new Named()|};")]
    [InlineData("Log.Say($\"{|CAIRN0101:{1}|}\");")]
    [InlineData("_ = {|CAIRN0104:new Slice()[^1]|};")]
    [InlineData("var copied = new Copied(1); _ = {|CAIRN0101:copied with { One = 2 }|};")]
    [InlineData("_ = {|CAIRN0101:new Child()|};")]
    [InlineData("_ = {|CAIRN0101:new Other(1)|};")]
    [InlineData("_ = {|CAIRN0105:Held.Field|};")]
    [InlineData("_ = {|CAIRN0101:Held.Property|};")]
    [InlineData("_ = {|CAIRN0407:Held.FromConstructor|};")]
    [InlineData("_ = {|CAIRN0105:Held.Maker|};")]
    public Task Calls_of_the_compiler_are_followed(string statements) => Analyzed.RunAsync(statements, Types);

    [Theory]
    [InlineData("_ = Held.Fixed;")]
    [InlineData("_ = nameof(Held.Field);")]
    [InlineData("new Settings { }.ToString();")]
    [InlineData("foreach (var one in new List<int>()) { } await Task.Yield(); await Workflow.DelayAsync(1);")]
    [InlineData("using var one = new System.IO.MemoryStream(); var (a, b) = (1, 2); _ = $\"{a}{b}\";")]
    [InlineData("IDisposable one = new System.IO.MemoryStream(); using (one) { }")]
    public Task Harmless_calls_of_the_compiler_are_not_found(string statements) =>
        Analyzed.RunAsync(statements, Types);
}
