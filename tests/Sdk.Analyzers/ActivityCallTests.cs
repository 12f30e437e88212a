namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Calls of activities: CAIRN0801 to 0803, 0806, 0813 and 0814.</summary>
public class ActivityCallTests
{
    // PaymentsCalls is what the generator of the SDK writes.
    private const string Payments =
        """
        public class Payments
        {
            [Activity] public Task ChargeAsync(string id) => Task.CompletedTask;
            [Activity] public int Count(int first) => first;
            [Activity, ActivityDefaults(StartToClose = "00:00:30")] public Task GiveBackAsync() => Task.CompletedTask;
            [Activity] public static Task StaticAsync() => Task.CompletedTask;
        }

        public static class PaymentsCalls
        {
            private static readonly CallTarget One = CallTarget.Activity("Charge", "id");
            public static ActivityCall Charge(string id) => new(One, [id]);
            public static ActivityCall GiveBack() => new(One, []);
        }

        [ActivityContract]
        public interface IMail
        {
            [Activity] Task SendAsync(string text);
            [Activity, ActivityDefaults(ScheduleToClose = "1.00:00:00")] Task PrintAsync();
        }

        [ActivityDefaults(StartToClose = "00:01:00")]
        public interface IStore { [Activity] Task PutAsync(); }
        public class Store : IStore { [Activity] public Task PutAsync() => Task.CompletedTask; }
        """;

    [Theory]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync(\"a\"), new())")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync(\"a\"))")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.Count(1), new ActivityOptions())")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}(() => Payments.StaticAsync(), new())")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}(PaymentsCalls.Charge(\"a\"))")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}(PaymentsCalls.Charge(\"a\"), new() { Summary = \"s\" })")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}(\"Charge\", [\"a\"], new())")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteLocalActivityAsync|}((Payments p) => p.ChargeAsync(\"a\"), new())")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteLocalActivityAsync|}(PaymentsCalls.Charge(\"a\"))")]
    [InlineData("{|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync(\"a\"), new() { "
        + "StartToCloseTimeout = null })")]
    [InlineData("Workflow.Activities<IMail>().{|CAIRN0801:SendAsync|}(\"a\")")]
    [InlineData("Workflow.LocalActivities<IMail>(new()).{|CAIRN0801:SendAsync|}(\"a\")")]
    public Task A_call_without_a_timeout_is_found(string call) => Analyzed.RunAsync($"await {call};", Payments);

    [Theory]
    [InlineData("Workflow.ExecuteActivityAsync((Payments p) => p.GiveBackAsync())")]
    [InlineData("Workflow.ExecuteActivityAsync((Payments p) => p.GiveBackAsync(), new() { Summary = \"s\" })")]
    [InlineData("Workflow.ExecuteActivityAsync(PaymentsCalls.GiveBack())")]
    [InlineData("Workflow.ExecuteActivityAsync((Store s) => s.PutAsync())")]
    [InlineData("Workflow.ExecuteActivityAsync((IStore s) => s.PutAsync())")]
    [InlineData("Workflow.ExecuteActivityAsync(\"Elsewhere\", [])")]
    [InlineData("Workflow.ExecuteActivityAsync(\"GiveBack\", [])")]
    [InlineData("Workflow.ExecuteActivityAsync(PaymentsCalls.Charge(\"a\"), new() { StartToCloseTimeout = "
        + "TimeSpan.FromMinutes(1) })")]
    [InlineData("Workflow.ExecuteActivityAsync(PaymentsCalls.Charge(\"a\"), new() { ScheduleToCloseTimeout = "
        + "TimeSpan.FromMinutes(1) })")]
    [InlineData("Workflow.Activities<IMail>().PrintAsync()")]
    [InlineData("Workflow.RunStepAsync(\"step\", _ => Task.CompletedTask)")]
    public Task A_call_with_a_timeout_somewhere_is_right(string call) => Analyzed.RunAsync($"await {call};", Payments);

    [Fact]
    public Task Options_of_fields_properties_and_locals_are_read() => Analyzed.MembersAsync(
        """
        private static readonly ActivityOptions Short = new() { StartToCloseTimeout = TimeSpan.FromSeconds(5) };
        private static readonly ActivityOptions Empty = new() { Summary = "none" };
        private static readonly ActivityOptions Changed = new();
        private static ActivityOptions Made => new() { TaskQueue = "q" };
        private ActivityOptions Later { get; set; } = new();

        static W() => Changed.StartToCloseTimeout = TimeSpan.FromSeconds(5);

        [WorkflowSignal]
        public async Task {|CAIRN0509:PayAsync|}(ActivityOptions given)
        {
            var local = new ActivityOptions();
            var filled = new ActivityOptions();
            filled.ScheduleToCloseTimeout = TimeSpan.FromHours(1);
            await Workflow.ExecuteActivityAsync((Payments p) => p.ChargeAsync("a"), Short);
            await Workflow.ExecuteActivityAsync((Payments p) => p.ChargeAsync("a"), Changed);
            await Workflow.ExecuteActivityAsync((Payments p) => p.ChargeAsync("a"), Later);
            await Workflow.ExecuteActivityAsync((Payments p) => p.ChargeAsync("a"), given);
            await Workflow.ExecuteActivityAsync((Payments p) => p.ChargeAsync("a"), filled);
            await {|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync("a"), Empty);
            await {|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync("a"), Made);
            await {|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync("a"), local);
        }
        """,
        Payments);

    [Fact]
    public Task The_object_of_a_contract_is_followed_to_its_options() => Analyzed.MembersAsync(
        """
        private readonly IMail mail = Workflow.Activities<IMail>();
        private readonly IMail late = Workflow.Activities<IMail>(
            new() { StartToCloseTimeout = TimeSpan.FromSeconds(5) });

        [WorkflowSignal]
        public async Task {|CAIRN0509:SendAsync|}(IMail given)
        {
            var own = Workflow.Activities<IMail>();
            await {|CAIRN0801:own.SendAsync|}("a");
            await {|CAIRN0801:mail.SendAsync|}("a");
            await late.SendAsync("a");
            await given.SendAsync("a");
        }
        """.Replace("{|CAIRN0801:own.SendAsync|}", "own.{|CAIRN0801:SendAsync|}", StringComparison.Ordinal)
            .Replace("{|CAIRN0801:mail.SendAsync|}", "mail.{|CAIRN0801:SendAsync|}", StringComparison.Ordinal),
        Payments);

    [Fact]
    public Task Calls_in_helpers_lambdas_and_loops_are_found() => Analyzed.FilesAsync(
        """
        [Workflow]
        public partial class W(ILoggerLike log)
        {
            public W() : this(null!) { }

            [WorkflowRun]
            public async Task RunAsync(List<string> ids)
            {
                _ = log;
                await {|CAIRN0702:Workflow.WhenAllAsync|}(ids.Select(id =>
                    {|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync(id))));
                foreach (var id in ids)
                {
                    await LocalAsync(id);
                }

                async Task LocalAsync(string id) =>
                    await {|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync(id));
            }
        }

        public interface ILoggerLike;

        public static class Helpers
        {
            public static Task ChargeAsync<T>(T id) =>
                {|CAIRN0801:Workflow.ExecuteActivityAsync|}((Payments p) => p.ChargeAsync(id!.ToString()!));
        }
        """,
        Payments);

    [Theory]
    [InlineData("StartToClose = {|CAIRN0801:\"30\"|}")]
    [InlineData("StartToClose = {|CAIRN0801:\"-00:00:30\"|}")]
    [InlineData("StartToClose = \"00:01:00\", MaxAttempts = {|CAIRN0801:-1|}")]
    [InlineData("StartToClose = \"00:01:00\", BackoffCoefficient = {|CAIRN0801:0.5f|}")]
    [InlineData("StartToClose = \"00:01:00\", TaskQueue = {|CAIRN0801:\" \"|}")]
    [InlineData("StartToClose = \"00:01:00\", Heartbeat = {|CAIRN0802:\"00:01:00\"|}")]
    [InlineData("StartToClose = \"00:01:00\", Heartbeat = \"00:00:10\", MaxAttempts = 3")]
    public Task A_default_that_the_sdk_refuses_is_found(string settings) => Analyzed.FilesAsync(
        $$"""
        [ActivityDefaults({{settings}})]
        public class Payments
        {
            [Activity] public Task CheckAsync() => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("StartToCloseTimeout = TimeSpan.FromSeconds(30), HeartbeatTimeout = TimeSpan.FromMinutes(1)", true)]
    [InlineData("StartToCloseTimeout = TimeSpan.FromHours(1)", true)]
    [InlineData("StartToCloseTimeout = new TimeSpan(1, 0, 0)", true)]
    [InlineData("StartToCloseTimeout = TimeSpan.FromMinutes(5)", false)]
    [InlineData("StartToCloseTimeout = TimeSpan.FromHours(1), HeartbeatTimeout = TimeSpan.FromMinutes(1)", false)]
    [InlineData("ScheduleToCloseTimeout = TimeSpan.FromDays(1)", false)]
    public Task Timeouts_that_do_not_fit_each_other_are_found(string settings, bool isFound)
    {
        var method = isFound ? "{|CAIRN0802:Workflow.ExecuteActivityAsync|}" : "Workflow.ExecuteActivityAsync";
        return Analyzed.RunAsync($"await {method}<string>(\"Elsewhere\", [], new() {{ {settings} }});".Replace(
            "|}<string>", "<string>|}", StringComparison.Ordinal).Replace(
            "(\"Elsewhere\", []", "((IMail m) => m.GetAsync()", StringComparison.Ordinal).Replace(
            "<string>", "", StringComparison.Ordinal),
            "public interface IMail { [Activity] Task GetAsync(); }");
    }

    [Fact]
    public Task A_heartbeat_timeout_without_heartbeats_is_found() => Analyzed.RunAsync(
        """
        var options = new ActivityOptions
        {
            StartToCloseTimeout = TimeSpan.FromHours(1), HeartbeatTimeout = TimeSpan.FromMinutes(1),
        };
        await {|CAIRN0803:Workflow.ExecuteActivityAsync|}((Import i) => i.SilentAsync(), options);
        await Workflow.ExecuteActivityAsync((Import i) => i.BeatingAsync(), options);
        await Workflow.ExecuteActivityAsync((Import i) => i.DeepAsync(), options);
        await Workflow.ExecuteActivityAsync((Import i) => i.UnknownAsync(), options);
        await Workflow.ExecuteActivityAsync((IElsewhere i) => i.GoAsync(), options);
        TimeSpan? maybe = Workflow.Info.Attempt > 1 ? TimeSpan.FromMinutes(1) : null;
        await Workflow.ExecuteActivityAsync(
            (Import i) => i.SilentAsync(),
            new() { StartToCloseTimeout = TimeSpan.FromMinutes(5), HeartbeatTimeout = maybe });
        await Workflow.ExecuteActivityAsync((Import i) => i.SilentAsync(), new() { StartToCloseTimeout = maybe });
        """,
        """
        public interface IElsewhere { [Activity] Task GoAsync(); }
        public class Import(Func<Task> other)
        {
            [Activity] public Task SilentAsync() => Task.Delay(5);
            [Activity] public Task DeepAsync() => BeatingAsync();
            [Activity] public Task UnknownAsync() => other();
            [Activity]
            public Task BeatingAsync()
            {
                ActivityExecutionContext.Current.Heartbeat(1);
                return Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task An_error_that_is_retried_for_ever_is_found() => Analyzed.RunAsync(
        """
        var minute = TimeSpan.FromMinutes(1);
        await {|CAIRN0806:Workflow.ExecuteActivityAsync|}(
            (Orders o) => o.CheckAsync(""), new() { StartToCloseTimeout = minute });
        await Workflow.ExecuteActivityAsync((Orders o) => o.CheckAsync(""), new() { ScheduleToCloseTimeout = minute });
        await Workflow.ExecuteActivityAsync(
            (Orders o) => o.CheckAsync(""),
            new() { StartToCloseTimeout = minute, RetryPolicy = new() { MaximumAttempts = 3 } });
        await Workflow.ExecuteActivityAsync(
            (Orders o) => o.CheckAsync(""),
            new()
            {
                StartToCloseTimeout = minute,
                RetryPolicy = new() { NonRetryableErrorTypes = [nameof(ArgumentException)] },
            });
        await Workflow.ExecuteActivityAsync((Orders o) => o.LimitedAsync(""));
        await Workflow.ExecuteActivityAsync((Orders o) => o.CaughtAsync(""), new() { StartToCloseTimeout = minute });
        """,
        """
        public class Orders
        {
            [Activity]
            public Task CheckAsync(string id) =>
                id == "" ? throw new ArgumentException("No id.") : Task.CompletedTask;

            [Activity]
            [ActivityDefaults(StartToClose = "00:01:00", NonRetryable = [nameof(ArgumentException)])]
            public Task LimitedAsync(string id) =>
                id == "" ? throw new ArgumentException("No id.") : Task.CompletedTask;

            [Activity]
            public async Task<bool> CaughtAsync(string id)
            {
                await Task.Yield();
                try
                {
                    return id == "" ? throw new ArgumentException("No id.") : true;
                }
                catch (ArgumentException e)
                {
                    throw new ApplicationFailureException(e.Message, nonRetryable: true);
                }
            }
        }
        """);

    [Fact]
    public Task A_long_local_activity_is_found() => Analyzed.RunAsync(
        """
        await {|CAIRN0814:Workflow.ExecuteLocalActivityAsync|}(
            (Payments p) => p.ChargeAsync("a"), new() { StartToCloseTimeout = TimeSpan.FromHours(1) });
        await Workflow.ExecuteLocalActivityAsync(
            (Payments p) => p.ChargeAsync("a"), new() { StartToCloseTimeout = TimeSpan.FromMinutes(5) });
        """,
        Payments);

    [Fact]
    public Task A_value_that_is_larger_than_a_payload_is_found() => Analyzed.FilesAsync(
        """
        public class Caller(ICairnClient client)
        {
            public async Task StartAsync(string path)
            {
                await client.StartWorkflowAsync(
                    (W w) => w.RunAsync({|CAIRN0813:new byte[3_000_000]|}), new("id", "queue"));
                await client.StartWorkflowAsync(
                    "W", [{|CAIRN0813:await System.IO.File.ReadAllBytesAsync(path)|}], new("id", "queue"));
                await client.StartWorkflowAsync("W", [new byte[10], "text", path], new("id", "queue"));
            }
        }

        [Workflow]
        public class W
        {
            [WorkflowRun] public Task RunAsync(byte[] bytes) => Task.CompletedTask;
        }
        """);
}
