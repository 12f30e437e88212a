namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>What workflow code means: CAIRN0601 to CAIRN0613, and CAIRN0811.</summary>
public class SemanticsTests
{
    private const string Payments =
        """
        public class Payments
        {
            [Activity] public Task TellAsync() => Task.CompletedTask;
            public static readonly ActivityOptions Options = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };
        }

        [ActivityContract, ActivityDefaults(StartToClose = "00:01:00")]
        public interface IMail { [Activity] Task MailAsync(); }
        """;

    [Fact]
    public Task An_exception_that_does_not_fail_the_workflow_is_found() => Analyzed.MembersAsync(
        """
        [WorkflowSignal]
        public Task OneAsync(int? amount)
        {
            _ = amount ?? throw {|CAIRN0601:new InvalidOperationException("Stock is negative")|};
            Check(1);
            return new[] { 1 }.All(each => each > 0) ? Task.CompletedTask
                : throw {|CAIRN0601:new ArgumentException("No amount.", nameof(amount))|};
        }

        [WorkflowUpdate]
        public Task<string> TwoAsync(string kind) => Task.FromResult<string>(kind switch
        {
            "a" => throw new ApplicationFailureException("No.", errorType: "No"),
            "b" => throw new OperationCanceledException(),
            "c" => throw new System.Diagnostics.UnreachableException(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        });

        [WorkflowUpdateValidator(nameof(TwoAsync))]
        public void Validate(string kind)
        {
            CheckKind(kind);
            throw new ArgumentException("Wrong kind.");
        }

        [WorkflowQuery]
        public int Count() => throw new InvalidOperationException("Nothing counted.");

        [WorkflowSignal]
        public async Task {|CAIRN0509:ThreeAsync|}()
        {
            try
            {
                throw new TimeoutException();
            }
            catch (TimeoutException)
            {
                await Workflow.DelayAsync(5);
            }
        }

        private static void CheckKind(string kind) => throw new ArgumentException(kind);

        private void Check(int amount)
        {
            if (amount < 0)
            {
                throw {|CAIRN0601:new ArgumentOutOfRangeException(nameof(amount))|};
            }
        }
        """);

    [Fact]
    public Task Exceptions_that_are_declared_to_fail_the_workflow_are_right() => Analyzed.FilesAsync(
        """
        [Workflow(FailureExceptionTypes = [typeof(ArgumentException)])]
        public class W
        {
            [WorkflowRun]
            public Task RunAsync(string id) => id switch
            {
                "a" => throw new ArgumentNullException(nameof(id)),
                "b" => throw {|CAIRN0601:new FormatException()|},
                _ => Task.CompletedTask,
            };
        }
        """);

    [Fact]
    public Task Exceptions_are_left_to_a_worker_that_says_which_fail_workflows() => Analyzed.FilesAsync(
        """
        [Workflow]
        public class W
        {
            [WorkflowRun] public Task RunAsync() => throw new FormatException();
        }
        public static class Program
        {
            public static void Main(Cairn.Worker.CairnWorkerOptions options) =>
                options.WorkflowFailureExceptionTypes = [typeof(Exception)];
        }
        """);

    [Fact]
    public Task A_catch_that_swallows_cancellation_is_found() => Analyzed.RunAsync(
        """
        try { await Workflow.DelayAsync(1); } {|CAIRN0602:catch|} (Exception) { }
        try { await Workflow.DelayAsync(1); } {|CAIRN0602:catch|} { }
        try { await Workflow.DelayAsync(1); } catch (Exception e) when (Workflow.IsWorkflowFailure(e)) { }
        try { await Workflow.DelayAsync(1); } catch (Exception) { throw; }
        try { await Workflow.DelayAsync(1); } catch (ActivityFailureException) { }
        try { await Workflow.DelayAsync(1); } catch (OperationCanceledException) { throw; } catch (Exception) { }
        try { _ = 5; } catch (Exception) { }
        try { await Workflow.DelayAsync(1); }
        catch (Exception e) { if (CairnExceptionExtensions.IsCanceledException(e)) { return; } }
        """);

    [Fact]
    public Task Continuing_as_new_must_be_thrown() => Analyzed.RunAsync(
        """
        if (Workflow.ContinueAsNewSuggested)
        {
            {|CAIRN0605:Workflow.CreateContinueAsNewException|}((W w) => w.RunAsync());
        }

        try
        {
            throw Workflow.CreateContinueAsNewException((W w) => w.RunAsync());
        }
        {|CAIRN0605:catch|} (ContinueAsNewException)
        {
        }
        """);

    [Theory]
    [InlineData("", "", "{|CAIRN0603:Workflow.CreateContinueAsNewException|}")]
    [InlineData("(UnfinishedPolicy = HandlerUnfinishedPolicy.Abandon)", "", "Workflow.CreateContinueAsNewException")]
    [InlineData(
        "",
        "await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);",
        "Workflow.CreateContinueAsNewException")]
    public Task Continuing_as_new_waits_for_handlers(string policy, string wait, string create) =>
        Analyzed.FilesAsync(
            $$"""
            [Workflow]
            public class W
            {
                [WorkflowRun]
                public async Task RunAsync()
                {
                    await Workflow.DelayAsync(5);
                    {{wait}}
                    throw {{create}}((W w) => w.RunAsync());
                }

                [WorkflowSignal{{policy}}]
                public async Task SlowAsync() => await Workflow.DelayAsync(5);
            }
            """);

    [Fact]
    public Task Wrong_ids_of_patches_and_changes_are_found() => Analyzed.RunAsync(
        """
        var step = 5;
        const string Id = "constant";
        _ = Workflow.Patched({|CAIRN0606:$"patch-{step}"|});
        _ = Workflow.Patched(Id);
        _ = Workflow.Patched("both");
        Workflow.DeprecatePatch({|CAIRN0606:"both"|});
        Workflow.DeprecatePatch("old");
        _ = Workflow.GetVersion("change", 1, 2);
        _ = Workflow.GetVersion({|CAIRN0606:"change-2"|}, 1, 2);
        _ = Workflow.GetVersion({|CAIRN0606:"swapped"|}, 3, 2);
        _ = Workflow.Patched({|CAIRN0606:"change-1"|});
        _ = Workflow.Patched({|CAIRN0606:"change"|});
        _ = Workflow.GetVersion({|CAIRN0606:"grown"|}, 1, 2);
        _ = Workflow.GetVersion({|CAIRN0606:"grown"|}, 1, 3);
        _ = Workflow.GetVersion("same", 1, 2);
        _ = Workflow.GetVersion("same", 1, 2);
        """);

    [Theory]
    [InlineData("{|CAIRN0607:while|} (true) { await Workflow.DelayAsync(5); }")]
    [InlineData("{|CAIRN0607:for|} (;;) { await Workflow.DelayAsync(5); }")]
    [InlineData("while (true) { await Workflow.DelayAsync(5); if (Workflow.UtcNow.Year > 2030) { break; } }")]
    [InlineData("while (true) { await Workflow.DelayAsync(5); if (Workflow.UtcNow.Year > 2030) { return; } }")]
    [InlineData("while (true) { await Workflow.DelayAsync(5); "
        + "await Workflow.ContinueAsNewIfSuggestedAsync((W w) => w.RunAsync()); }")]
    [InlineData("while (Workflow.UtcNow.Year < 2030) { await Workflow.DelayAsync(5); }")]
    [InlineData("_ = Workflow.RunTaskAsync(async () => { while (true) { await Workflow.DelayAsync(5); } });")]
    public Task A_loop_that_never_ends_is_found(string loop) => Analyzed.RunAsync(loop);

    [Fact]
    public Task Cleanup_that_cancellation_skips_is_found() => Analyzed.RunAsync(
        """
        var mail = Workflow.Activities<IMail>();
        try
        {
            await Workflow.DelayAsync(5);
        }
        finally
        {
            await {|CAIRN0608:Workflow.ExecuteActivityAsync|}((Payments p) => p.TellAsync(), Payments.Options);
            await mail.{|CAIRN0608:MailAsync|}();
            await Workflow.RunDetachedAsync(() => mail.MailAsync());
            await Workflow.DelayAsync(5, CancellationToken.None);
            await Workflow.ExecuteActivityAsync(
                (Payments p) => p.TellAsync(),
                new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), CancellationToken = CancellationToken.None });
        }
        """,
        Payments);

    [Fact]
    public Task Compensation_that_cancellation_skips_is_found() => Analyzed.RunAsync(
        """
        var mail = Workflow.Activities<IMail>();
        try { await Workflow.DelayAsync(5); }
        catch (Exception) { await mail.{|CAIRN0609:MailAsync|}(); throw; }
        try { await Workflow.DelayAsync(5); }
        catch (OperationCanceledException) { await mail.{|CAIRN0609:MailAsync|}(); }
        try { await Workflow.DelayAsync(5); }
        catch (ActivityFailureException) { await {|CAIRN0609:Workflow.DelayAsync|}(5); throw; }
        try { await Workflow.DelayAsync(5); }
        catch (ActivityFailureException) { await mail.MailAsync(); }
        try { await Workflow.DelayAsync(5); }
        catch (Exception) { await Workflow.RunDetachedAsync(async () => await mail.MailAsync()); throw; }
        """,
        Payments);

    [Fact]
    public Task Commands_that_depend_on_replay_are_found() => Analyzed.RunAsync(
        """
        if (!{|CAIRN0610:Workflow.Unsafe.IsReplaying|})
        {
            await Workflow.DelayAsync(5);
        }

        if (!Workflow.Unsafe.IsReplaying)
        {
            Workflow.Logger.GetHashCode();
        }
        """.Replace("Workflow.Logger.GetHashCode()", "_ = Workflow.Logger", StringComparison.Ordinal));

    [Fact]
    public Task A_client_in_workflow_code_is_found() => Analyzed.MembersAsync(
        """
        [WorkflowSignal]
        public async Task StartAsync(ICairnClient client)
        {
            await client.{|CAIRN0611:StartWorkflowAsync|}((W w) => w.RunAsync(), new("id", "queue"));
            await client.{|CAIRN0611:GetWorkflowHandle|}("id").{|CAIRN0611:CancelAsync|}();
            await Workflow.GetExternalWorkflowHandle("id").CancelAsync();
        }
        """);

    [Fact]
    public Task The_workflow_outside_of_workflow_code_is_found() => Analyzed.FilesAsync(
        """
        public class Mine
        {
            private static readonly DateTime Start = {|CAIRN0613:Workflow.UtcNow|};
            private static readonly Func<DateTime> Later = () => Workflow.UtcNow;
            private static readonly bool Is = Workflow.InWorkflow;
            private static readonly ActivityInfo Info = {|CAIRN0811:ActivityExecutionContext.Current|}.Info;

            [Activity]
            public async Task<string> GoAsync()
            {
                await {|CAIRN0612:Workflow.DelayAsync|}(5);
                return nameof(Workflow.UtcNow) + {|CAIRN0612:Workflow.Info|} + Start + {|CAIRN0612:Later|}() + Is + Info
                    + ActivityExecutionContext.Current.Info + {|CAIRN0612:Helper|}() + Guarded() + Trusted();
            }

            [Deterministic(Justification = "Tested.")]
            private static DateTime Trusted() => Workflow.UtcNow;

            private static DateTime Guarded() => Workflow.InWorkflow ? Workflow.UtcNow : DateTime.UtcNow;

            public static DateTime Helper() => Workflow.UtcNow;
        }

        [Workflow]
        public class W
        {
            [WorkflowRun]
            public Task RunAsync()
            {
                _ = {|CAIRN0811:ActivityExecutionContext.Current|};
                return Workflow.RunStepAsync("s", _ => Task.FromResult(ActivityExecutionContext.Current.Info));
            }
        }
        """);
}
