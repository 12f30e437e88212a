namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Threads, tasks, locks and timers: CAIRN02xx.</summary>
public class ThreadTests
{
    private const string Declared =
        """
        public class Order
        {
            public Task<int> PriceAsync() => Task.FromResult(1);
        }

        public static class Late { public static readonly CancellationTokenSource Source = new(); }
        """;

    [Theory]
    [InlineData("await {|CAIRN0201:Task.Run|}(() => { });")]
    [InlineData("await Task.Factory.StartNew(() => { }, default, default, {|CAIRN0201:TaskScheduler.Default|});")]
    [InlineData("new Task(() => { }).{|CAIRN0201:RunSynchronously|}();")]
    [InlineData("{|CAIRN0202:new Thread(() => { })|}.Start();")]
    [InlineData("{|CAIRN0202:ThreadPool.QueueUserWorkItem|}(_ => { });")]
    [InlineData("{|CAIRN0202:Parallel.For|}(0, 9, _ => { });")]
    [InlineData("await {|CAIRN0202:Parallel.ForEachAsync|}(new[] { 1 }, (_, _) => default);")]
    [InlineData("_ = new[] { 1 }.{|CAIRN0202:AsParallel|}().Sum();")]
    [InlineData("_ = {|CAIRN0202:new Progress<int>()|};")]
    [InlineData("{|CAIRN0203:Thread.Sleep|}(1);")]
    [InlineData("Task.CompletedTask.{|CAIRN0203:Wait|}();")]
    [InlineData("{|CAIRN0203:Task.WaitAll|}(Task.CompletedTask);")]
    [InlineData("_ = new Order().PriceAsync().{|CAIRN0203:Result|};")]
    [InlineData("_ = new Order().PriceAsync().GetAwaiter().{|CAIRN0203:GetResult|}();")]
    [InlineData("new ManualResetEventSlim().{|CAIRN0203:Wait|}();")]
    [InlineData("await {|CAIRN0204:Task.Delay|}(TimeSpan.FromDays(1));")]
    [InlineData("await {|CAIRN0204:Task.Delay|}(1000, Workflow.CancellationToken);")]
    [InlineData("_ = {|CAIRN0205:new Timer(_ => { }, null, 1, 1)|};")]
    [InlineData("_ = {|CAIRN0205:new PeriodicTimer(TimeSpan.FromDays(1))|};")]
    [InlineData("_ = {|CAIRN0205:new CancellationTokenSource(1000)|};")]
    [InlineData("var source = new CancellationTokenSource(); source.{|CAIRN0205:CancelAfter|}(1000);")]
    [InlineData("new CancellationTokenSource().{|CAIRN0205:CancelAfter|}(5);")]
    [InlineData("Late.Source.{|CAIRN0205:CancelAfter|}(5);")]
    [InlineData("Func<int, Task> delay = {|CAIRN0204:Task.Delay|}; await delay(5);")]
    [InlineData("Func<TimeSpan, Task> wait = Task.CompletedTask.{|CAIRN0205:WaitAsync|}; await wait(default);")]
    [InlineData("await new Order().PriceAsync().{|CAIRN0205:WaitAsync|}(TimeSpan.FromDays(1));")]
    [InlineData("_ = await new SemaphoreSlim(1).{|CAIRN0205:WaitAsync|}(1000);")]
    [InlineData("await new Order().PriceAsync().{|CAIRN0206:ConfigureAwait|}(false);")]
    [InlineData("await Task.CompletedTask.{|CAIRN0206:ConfigureAwait|}(ConfigureAwaitOptions.SuppressThrowing);")]
    [InlineData("await foreach (var each in {|CAIRN0207:Task.WhenEach|}(Task.CompletedTask)) { }")]
    [InlineData("await {|CAIRN0208:Task.WhenAny|}(Task.CompletedTask);")]
    [InlineData("await {|CAIRN0209:Task.WhenAll|}(Task.CompletedTask);")]
    [InlineData("await Task.CompletedTask.{|CAIRN0210:ContinueWith|}(_ => { }, TaskScheduler.Default);")]
    [InlineData("await Task.CompletedTask.{|CAIRN0211:ContinueWith|}(_ => { });")]
    [InlineData("await new CancellationTokenSource().{|CAIRN0212:CancelAsync|}();")]
    [InlineData("{|CAIRN0213:lock|} (this) { }")]
    [InlineData("using (new Lock().{|CAIRN0213:EnterScope|}()) { }")]
    [InlineData("{|CAIRN0213:Monitor.Enter|}(this);")]
    [InlineData("_ = {|CAIRN0213:new System.Threading.Mutex()|};")]
    [InlineData("await new SemaphoreSlim(1).{|CAIRN0214:WaitAsync|}();")]
    [InlineData("var count = 1; {|CAIRN0215:Interlocked.Increment|}(ref count);")]
    [InlineData("_ = {|CAIRN0215:new System.Collections.Concurrent.ConcurrentQueue<int>()|};")]
    [InlineData("_ = {|CAIRN0215:new Lazy<int>(() => 1, LazyThreadSafetyMode.PublicationOnly)|};")]
    [InlineData("_ = System.Threading.Channels.Channel.CreateUnbounded<int>().Reader.{|CAIRN0216:ReadAllAsync|}();")]
    [InlineData("Action act = {|CAIRN0217:async|} () => await Task.CompletedTask; act();")]
    [InlineData("async void {|CAIRN0217:Act|}() => await Task.CompletedTask; Act();")]
    [InlineData("{|CAIRN0218:Workflow.DelayAsync|}(1);")]
    [InlineData("new AsyncLocal<int>().{|CAIRN0219:Value|} = 1;")]
    [InlineData("_ = {|CAIRN0219:new ThreadLocal<int>()|};")]
    [InlineData("_ = {|CAIRN0219:Environment.CurrentManagedThreadId|};")]
    [InlineData("_ = {|CAIRN0219:Thread.CurrentThread|}.Name;")]
    [InlineData(
        "var done = new TaskCompletionSource(); "
        + "await Workflow.RunStepAsync(\"x\", async _ => { await Task.Yield(); done.{|CAIRN0220:SetResult|}(); });")]
    public Task What_leaves_or_blocks_the_workflow_is_found(string statements) =>
        Analyzed.RunAsync(statements, Declared);

    [Theory]
    [InlineData("await Workflow.RunTaskAsync(() => Task.CompletedTask);")]
    [InlineData("await Task.Factory.StartNew(() => { });")]
    [InlineData("await Task.Factory.StartNew(() => { }, default, default, TaskScheduler.Current);")]
    [InlineData("await Task.Yield();")]
    [InlineData("await Task.Delay(TimeSpan.FromDays(1), Workflow.TimeProvider, Workflow.CancellationToken);")]
    [InlineData("await Task.Delay(Timeout.Infinite, Workflow.CancellationToken);")]
    [InlineData("await Task.Delay(Timeout.InfiniteTimeSpan, Workflow.CancellationToken);")]
    [InlineData("await Task.Delay(0);")]
    [InlineData("await Workflow.DelayAsync(TimeSpan.FromDays(1));")]
    [InlineData("_ = new CancellationTokenSource(TimeSpan.FromDays(1), Workflow.TimeProvider);")]
    [InlineData("_ = new CancellationTokenSource();")]
    [InlineData("var source = new CancellationTokenSource(TimeSpan.FromDays(1), Workflow.TimeProvider); "
        + "source.CancelAfter(TimeSpan.FromDays(2));")]
    [InlineData("new CancellationTokenSource().CancelAfter(Timeout.Infinite);")]
    [InlineData("Func<CancellationToken, Task> wait = Task.CompletedTask.WaitAsync; await wait(default);")]
    [InlineData("_ = new PeriodicTimer(TimeSpan.FromDays(1), Workflow.TimeProvider);")]
    [InlineData("await new Order().PriceAsync().WaitAsync(TimeSpan.FromDays(1), Workflow.TimeProvider);")]
    [InlineData("await new Order().PriceAsync().WaitAsync(Workflow.CancellationToken);")]
    [InlineData("var price = new Order().PriceAsync(); await Workflow.WhenAllAsync(price); _ = price.Result;")]
    [InlineData("_ = (await Workflow.WhenAllAsync(Task.FromResult(1))).Length;")]
    [InlineData("var p = new[] { Task.FromResult(1) }; await Workflow.WhenAllAsync(p); _ = p.Sum(one => one.Result);")]
    [InlineData("var price = new Order().PriceAsync(); if (price.IsCompleted) { _ = price.Result; }")]
    [InlineData("await new Order().PriceAsync().ConfigureAwait(true);")]
    [InlineData("await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext);")]
    [InlineData("new CancellationTokenSource().Cancel();")]
    [InlineData("_ = new Lazy<int>(() => 1);")]
    [InlineData("_ = Workflow.DelayAsync(1);")]
    [InlineData("await new Cairn.Workflows.Semaphore(1).WaitAsync();")]
    [InlineData("await new Cairn.Workflows.Mutex().WaitOneAsync();")]
    [InlineData("Func<Task> act = async () => await Task.CompletedTask; await act();")]
    [InlineData(
        "await Workflow.RunStepAsync(\"x\", async _ => { var done = new TaskCompletionSource(); done.SetResult(); "
        + "await done.Task; });")]
    [InlineData("var done = new TaskCompletionSource(); done.SetResult(); await done.Task;")]
    [InlineData(
        "await Parallel.ForEachAsync(new[] { 1 }, new ParallelOptions { TaskScheduler = TaskScheduler.Current }, "
        + "(_, _) => default);")]
    public Task What_stays_in_the_workflow_is_not_found(string statements) =>
        Analyzed.RunAsync(statements, Declared);

    [Theory]
    [InlineData("CAIRN0201", "Task.Run(() => { });")]
    [InlineData("CAIRN0202", "new Thread(() => { }).Start();")]
    [InlineData("CAIRN0203", "Thread.Sleep(1);")]
    [InlineData("CAIRN0204", "_ = Task.Delay(1);")]
    [InlineData("CAIRN0205", "_ = new CancellationTokenSource(1000);")]
    [InlineData("CAIRN0206", "_ = Task.CompletedTask.ConfigureAwait(false);")]
    [InlineData("CAIRN0207", "_ = Task.WhenEach(Task.CompletedTask);")]
    [InlineData("CAIRN0210", "_ = Task.CompletedTask.ContinueWith(_ => { }, TaskScheduler.Default);")]
    [InlineData("CAIRN0212", "_ = new CancellationTokenSource().CancelAsync();")]
    [InlineData("CAIRN0213", "lock (\"x\") { }")]
    [InlineData("CAIRN0215", "var count = 1; Volatile.Write(ref count, 2);")]
    [InlineData("CAIRN0216", "_ = System.Threading.Channels.Channel.CreateUnbounded<int>().Reader.ReadAllAsync();")]
    [InlineData("CAIRN0219", "_ = Environment.CurrentManagedThreadId;")]
    public Task Every_rule_holds_for_helpers_and_not_for_trusted_ones(string rule, string statements) =>
        Analyzed.HelperAsync(rule, statements);

    [Theory]
    [InlineData("_ = Task.WhenAny(Task.CompletedTask);")]
    [InlineData("_ = Task.WhenAll(Task.CompletedTask);")]
    [InlineData("_ = Task.CompletedTask.ContinueWith(_ => { });")]
    [InlineData("_ = new SemaphoreSlim(1).WaitAsync();")]
    [InlineData("async void Act() => await Task.CompletedTask; Act();")]
    [InlineData("Workflow.DelayAsync(1);")]
    public Task Rules_about_the_workflow_itself_leave_helpers_and_trusted_code_alone(string statements) =>
        Analyzed.RunAsync(
            "Helpers.One();",
            $$"""
            public static class Helpers
            {
                public static void One() { {{statements}} }
            }

            [Workflow]
            public class Trusting
            {
                [WorkflowRun]
                [Deterministic(Justification = "Tested.")]
                public Task RunAsync() { {{statements}} return Task.CompletedTask; }
            }
            """);

    [Fact]
    public Task A_handler_that_is_async_void_is_found() => Analyzed.MembersAsync(
        "private async void {|CAIRN0217:Act|}() => await Task.CompletedTask;");

    [Fact]
    public Task A_thread_static_field_is_found() => Analyzed.MembersAsync(
        """
        [ThreadStatic] private static int count;

        [WorkflowSignal]
        public Task CountAsync() => Task.FromResult({|CAIRN0219:count|});
        """);

    [Fact]
    public Task A_synchronized_method_is_found() => Analyzed.MembersAsync(
        """
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)]
        public void {|CAIRN0213:Act|}() { }
        """);

    [Fact]
    public Task A_channel_that_continues_at_once_is_not_found() => Analyzed.MembersAsync(
        """
        private readonly System.Threading.Channels.Channel<int> channel =
            System.Threading.Channels.Channel.CreateUnbounded<int>(new() { AllowSynchronousContinuations = true });

        [WorkflowSignal]
        public async Task ReadAsync() { await foreach (var each in channel.Reader.ReadAllAsync()) { } }
        """);

    [Fact]
    public async Task To_wait_for_a_monitor_is_an_error_and_to_lock_a_warning()
    {
        var found = await Analyzed.DiagnosticsAsync(
            [
                """
                [Workflow]
                public class W
                {
                    [WorkflowRun]
                    public Task RunAsync()
                    {
                        Monitor.Enter(this);
                        Monitor.Wait(this);
                        return Task.CompletedTask;
                    }
                }
                """,
            ]);

        Assert.Equal(
            ["Warning Monitor.Enter", "Error Monitor.Wait"],
            found.Select(each => $"{each.Severity} {each.GetMessage(null).Split(' ')[0]}"));
    }
}
