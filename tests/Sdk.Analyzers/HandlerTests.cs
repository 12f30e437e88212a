namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Handlers, queries and conditions: CAIRN0501 to CAIRN0509.</summary>
public class HandlerTests
{
    [Fact]
    public Task A_query_that_changes_the_workflow_is_found() => Analyzed.MembersAsync(
        """
        private readonly List<string> items = [];
        private int asked;
        private string? cached;

        [WorkflowQuery]
        public int Count()
        {
            {|CAIRN0501:asked++|};
            items.{|CAIRN0501:Add|}("a");
            _ = {|CAIRN0501:Workflow.NewGuid|}();
            cached ??= "cached";
            var copy = new List<string>(items);
            copy.Add("b");
            return Helper() + cached.Length + copy.Count;
        }

        [WorkflowQuery]
        public int Size { get { {|CAIRN0501:asked = 5|}; return asked; } }

        [WorkflowQuery]
        public IReadOnlyList<string> All() => [.. items.Where(each => each != "a").OrderBy(each => each)];

        [WorkflowSignal]
        public Task AddAsync(string item)
        {
            items.Add(item);
            return Task.CompletedTask;
        }

        private int Helper() => {|CAIRN0501:asked += 2|};
        """);

    [Fact]
    public Task A_validator_that_changes_the_workflow_is_found() => Analyzed.MembersAsync(
        """
        private readonly HashSet<string> ids = [];

        [WorkflowUpdate]
        public Task AddAsync(string id)
        {
            ids.Add(id);
            return Task.CompletedTask;
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void Validate(string id)
        {
            if (!ids.{|CAIRN0502:Add|}(id) || ids.Contains(id))
            {
                throw new ArgumentException("Known already.");
            }
        }
        """);

    [Fact]
    public Task A_condition_that_changes_the_workflow_is_found() => Analyzed.MembersAsync(
        """
        private readonly Queue<string> queue = [];
        private int asked;

        [WorkflowSignal]
        public async Task WaitAsync()
        {
            var turns = 0;
            await Workflow.WaitConditionAsync(() => {|CAIRN0503:++asked|} > 3);
            await Workflow.WaitConditionAsync(() => {|CAIRN0503:turns++|} > 3, TimeSpan.FromHours(1));
            await Workflow.WaitConditionAsync(() => {|CAIRN0503:Workflow.Random|}.Next() > 3);
            await Workflow.WaitConditionAsync(() => queue.TryDequeue(out _));
            await Workflow.WaitConditionAsync(() => asked > 3 && Workflow.UtcNow.Year > 2030);
        }
        """);

    [Fact]
    public Task A_field_that_is_read_before_an_await_and_written_after_it_is_found() => Analyzed.MembersAsync(
        """
        private int total;
        private string name = "";

        [WorkflowSignal]
        public async Task OneAsync()
        {
            var before = total;
            await Workflow.DelayAsync(5);
            {|CAIRN0505:total|} = before + 1;
        }

        [WorkflowSignal]
        public async Task TwoAsync() => {|CAIRN0505:total|} += await NumberAsync();

        [WorkflowUpdate]
        public async Task ThreeAsync() => {|CAIRN0505:total|} = total + await NumberAsync();

        [WorkflowSignal(Exclusive = true)]
        public async Task FourAsync() => total += await NumberAsync();

        [WorkflowSignal]
        public async Task FiveAsync()
        {
            var number = await NumberAsync();
            total += number;
            name = $"{name}!";
            total = await NumberAsync() + total;
        }

        private async Task<int> NumberAsync()
        {
            await Workflow.DelayAsync(5);
            return name.Length;
        }
        """);

    [Fact]
    public Task A_signal_that_fails_the_workflow_is_found() => Analyzed.MembersAsync(
        """
        [WorkflowSignal]
        public Task PayAsync(int amount) => amount > 0
            ? Task.CompletedTask
            : throw {|CAIRN0506:new ApplicationFailureException("No amount.")|};

        [WorkflowUpdate]
        public Task BuyAsync(int amount) => amount > 0
            ? Task.CompletedTask
            : throw new ApplicationFailureException("No amount.");
        """);

    [Fact]
    public Task A_field_that_the_run_method_sets_too_late_is_found() => Analyzed.FilesAsync(
        """
        [Workflow]
        public class W
        {
            private List<string> late = null!;
            private string safe = "";
            private string? optional;

            public string Name { get; private set; } = default!;

            [WorkflowRun]
            public async Task RunAsync(string name)
            {
                (safe, optional) = (name, name);
                late = [name];
                Name = name;
                await Workflow.DelayAsync(5);
            }

            [WorkflowSignal]
            public Task AddAsync(string item)
            {
                {|CAIRN0508:late|}.Add(item + {|CAIRN0508:Name|}.Length + safe.Length + optional?.Length);
                return Task.CompletedTask;
            }

            [WorkflowQuery]
            public int Count() => late.Count;
        }
        """);

    [Fact]
    public Task A_check_of_an_update_that_comes_too_late_is_found() => Analyzed.MembersAsync(
        """
        private const int Most = 9;
        private readonly List<string> items = [];
        private int total;

        [WorkflowUpdate]
        public async Task {|CAIRN0309,CAIRN0509:AddAsync|}(string item, int count)
        {
            if (count < 0) throw new ApplicationFailureException("Too few.");
            ArgumentNullException.ThrowIfNull(item);
            items.Add(item);
            {|CAIRN0507:if|} (count > Most) { throw new ApplicationFailureException("Too many."); }
            {|CAIRN0507:ArgumentException|}.ThrowIfNullOrEmpty(item);
            await Workflow.DelayAsync(1);
            if (count > total) throw new ApplicationFailureException("Not now.");
            var price = await Task.FromResult(1);
            if (price > count) throw new ApplicationFailureException("Not for that.");
        }

        [WorkflowUpdate]
        public Task<int> CheckedAsync(int count)
        {
            if (count < 0) throw new ApplicationFailureException("Too few.");
            total += count;
            return Task.FromResult(total);
        }

        [WorkflowSignal]
        public Task OtherAsync(int count)
        {
            total += count;
            if (count == 5) { total = 0; }
            return Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("[WorkflowSignal] public async Task {|CAIRN0509:MailAsync|}() => await Workflow.DelayAsync(1);")]
    [InlineData("[WorkflowUpdate] public async Task {|CAIRN0509:MailAsync|}() { Sum++; "
        + "await Workflow.DelayAsync(1); }")]
    [InlineData("[WorkflowSignal(UnfinishedPolicy = HandlerUnfinishedPolicy.Abandon)] public async Task MailAsync() => "
        + "await Workflow.DelayAsync(1);")]
    [InlineData("[WorkflowSignal] public async Task MailAsync() { await Workflow.DelayAsync(1); Sum++; }")]
    [InlineData("[WorkflowSignal] public Task MailAsync() { Sum++; return Task.CompletedTask; }")]
    [InlineData("[WorkflowSignal] public async Task MailAsync() => await Workflow.WaitConditionAsync(() => Sum > 1);")]
    [InlineData("[WorkflowSignal] public async Task MailAsync() => await Workflow.DelayAsync(1); "
        + "private Task EndAsync() => Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);")]
    [InlineData("[WorkflowSignal] public async Task MailAsync() => await Workflow.DelayAsync(1); "
        + "private Task EndAsync() => Workflow.ContinueAsNewIfSuggestedAsync((W w) => w.RunAsync());")]
    public Task A_handler_that_the_end_of_the_workflow_may_cut_off_is_found(string members) =>
        Analyzed.MembersAsync($"public int Sum {{ get; private set; }} {members}");
}
