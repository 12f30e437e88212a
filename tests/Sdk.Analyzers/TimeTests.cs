namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Time, chance and identity: CAIRN01xx.</summary>
public class TimeTests
{
    [Theory]
    [InlineData("{|CAIRN0101:DateTime.UtcNow|}")]
    [InlineData("{|CAIRN0101:DateTime.Now|}")]
    [InlineData("{|CAIRN0101:DateTime.Today|}")]
    [InlineData("{|CAIRN0101:DateTimeOffset.Now|}")]
    [InlineData("{|CAIRN0101:DateTimeOffset.UtcNow|}.Year")]
    [InlineData("{|CAIRN0102:System.Diagnostics.Stopwatch.StartNew|}()")]
    [InlineData("{|CAIRN0102:new System.Diagnostics.Stopwatch()|}")]
    [InlineData("{|CAIRN0102:System.Diagnostics.Stopwatch.GetTimestamp|}()")]
    [InlineData("{|CAIRN0102:Environment.TickCount64|}")]
    [InlineData("{|CAIRN0103:TimeProvider.System|}.GetUtcNow()")]
    [InlineData("{|CAIRN0104:new Random()|}")]
    [InlineData("{|CAIRN0104:Random.Shared|}.Next()")]
    [InlineData("new List<int>().{|CAIRN0104:Shuffle|}()")]
    [InlineData("{|CAIRN0104:System.Security.Cryptography.RandomNumberGenerator.GetInt32|}(7)")]
    [InlineData("{|CAIRN0105:Guid.NewGuid|}()")]
    [InlineData("{|CAIRN0105:Guid.CreateVersion7|}()")]
    [InlineData("{|CAIRN0105:System.IO.Path.GetRandomFileName|}()")]
    [InlineData("{|CAIRN0106:new Random(42)|}")]
    [InlineData("{|CAIRN0107:HashCode.Combine|}(1, 2)")]
    [InlineData("\"a\".{|CAIRN0107:GetHashCode|}()")]
    [InlineData("(1, \"a\").{|CAIRN0107:GetHashCode|}()")]
    [InlineData("new object().{|CAIRN0107:GetHashCode|}()")]
    [InlineData("new Line(\"a\").{|CAIRN0107:GetHashCode|}()")]
    [InlineData("{|CAIRN0108:TimeZoneInfo.Local|}")]
    [InlineData("Workflow.UtcNow.{|CAIRN0108:ToLocalTime|}()")]
    [InlineData("{|CAIRN0108:DateTime.Parse|}(\"2026-11-30\")")]
    [InlineData("{|CAIRN0108:decimal.Parse|}(\"1.5\")")]
    [InlineData("{|CAIRN0108:System.Globalization.CultureInfo.CurrentCulture|}")]
    [InlineData("\"a\".{|CAIRN0108:ToUpper|}() == \"A\" ? 1 : 2")]
    [InlineData("Shout(\"a\") == \"A\" ? 1 : 2; string Shout(string text) => text.{|CAIRN0108:ToUpper|}()")]
    [InlineData("new[] { \"a\" }.Where(each => each.{|CAIRN0108:ToUpper|}() == \"A\").Count()")]
    [InlineData("1.5.{|CAIRN0108:ToString|}() == \"1.5\" ? 1 : 2")]
    [InlineData("Workflow.DelayAsync($\"{ {|CAIRN0108:1.5|} }\".Length)")]
    [InlineData("Workflow.DelayAsync((\"a\" + {|CAIRN0108:1.5m|}).Length)")]
    [InlineData("1; var text = $\"{ {|CAIRN0108:Workflow.UtcNow|}:d}\"; if (text == \"1\") { }")]
    [InlineData("Workflow.DelayAsync({|CAIRN0108:Shop.Text|}().Length)")]
    public Task What_a_replay_does_not_repeat_is_found(string expression) =>
        Analyzed.RunAsync(
            $"_ = {expression};",
            """
            public record Line(string Name);
            public static class Shop { public static string Text() { var text = $"{1.5}"; return text; } }
            """);

    [Theory]
    [InlineData("Workflow.UtcNow")]
    [InlineData("Workflow.NewGuid()")]
    [InlineData("Workflow.Random.Next()")]
    [InlineData("Workflow.TimeProvider.GetUtcNow()")]
    [InlineData("Workflow.TimeProvider.GetTimestamp()")]
    [InlineData("DateTime.UnixEpoch")]
    [InlineData("new DateTime(2026, 11, 30)")]
    [InlineData("nameof(DateTime.UtcNow)")]
    [InlineData("5.GetHashCode()")]
    [InlineData("Guid.Empty")]
    [InlineData("System.IO.Path.Combine(\"a\", \"b\")")]
    [InlineData("decimal.Parse(\"1.5\", System.Globalization.CultureInfo.InvariantCulture)")]
    [InlineData("\"a\".ToUpper()")]
    [InlineData("$\"{1.5}\"")]
    [InlineData("new InvalidOperationException($\"{1.5}\")")]
    [InlineData("Workflow.DelayAsync($\"{1}\".Length)")]
    [InlineData("Workflow.DelayAsync($\"{Workflow.UtcNow:O}\".Length)")]
    [InlineData("Workflow.DelayAsync(1.5.ToString(System.Globalization.CultureInfo.InvariantCulture).Length)")]
    [InlineData("Workflow.DelayAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{1.5}\")"
        + ".Length)")]
    [InlineData("Shop.Text()")]
    [InlineData("\"a\".ToUpperInvariant() == \"A\" ? 1 : 2")]
    [InlineData("string.Compare(\"a\", \"b\", StringComparison.Ordinal) > 0 ? 1 : 2")]
    public Task What_a_replay_repeats_is_not_found(string expression) => Analyzed.RunAsync(
        $"_ = {expression};",
        "public static class Shop { public static string Text() => $\"{1.5}\"; }");

    [Fact]
    public Task Text_of_the_machine_in_a_log_is_not_found() => Analyzed.RunAsync(
        "var total = 1.5m; Log.LogInformation($\"{total}\"); Log.LogInformation(total + \"!\");",
        "public static class Log { public static void LogInformation(string text) { } }");

    [Theory]
    [InlineData("CAIRN0101", "DateTime.UtcNow")]
    [InlineData("CAIRN0102", "Environment.TickCount")]
    [InlineData("CAIRN0103", "TimeProvider.System")]
    [InlineData("CAIRN0104", "Random.Shared.Next()")]
    [InlineData("CAIRN0105", "Guid.NewGuid()")]
    [InlineData("CAIRN0106", "new Random(1).Next()")]
    [InlineData("CAIRN0107", "HashCode.Combine(1)")]
    [InlineData("CAIRN0108", "TimeZoneInfo.Local")]
    public Task Every_rule_holds_for_helpers_and_not_for_trusted_ones(string rule, string expression) =>
        Analyzed.HelperAsync(rule, $"_ = {expression};");

    [Fact]
    public Task A_static_random_or_time_provider_is_not_the_workflows() => Analyzed.MembersAsync(
        """
        private static readonly Random Dice = new();
        private static readonly TimeProvider Clock = TimeProvider.System;

        [WorkflowQuery]
        public int Throw() => {|CAIRN0104:Dice|}.Next(6) + {|CAIRN0103:Clock|}.GetUtcNow().Year;
        """);

    [Fact]
    public Task A_random_that_came_from_the_workflow_is_not_found() => Analyzed.MembersAsync(
        """
        private readonly Random dice = Workflow.Random;

        [WorkflowSignal]
        public Task ThrowAsync() => Task.FromResult(dice.Next(6) + Sum(Workflow.Random));

        private static int Sum(Random random) => random.Next() + random.Next();
        """);

    [Fact]
    public Task The_hash_code_of_a_type_of_ones_own_is_its_own_matter() => Analyzed.RunAsync(
        "_ = new HashSet<Line> { new() }; _ = new Line().GetHashCode();",
        "public class Line { public override int GetHashCode() => HashCode.Combine(1, base.GetHashCode()); }");
}
