namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>State, input and output, environment and iteration: CAIRN04xx.</summary>
public class StateTests
{
    private const string Statics =
        """
        public static class Store
        {
            public static int Count;
            public static int Total { get; set; }
            public static readonly int Limit = 3;
            public static readonly int[] Sizes = [1, 2];
            public static readonly List<int> Seen = [];
            public static readonly Node Root = new();
            public static event Action? Changed;
            public static int Computed => Limit * 2;
            public static void Raise() => Changed?.Invoke();
        }

        public class Node { public int Value; }
        """;

    [Theory]
    [InlineData("_ = {|CAIRN0401:Store.Count|};")]
    [InlineData("{|CAIRN0401:Store.Count|} = 1;")]
    [InlineData("{|CAIRN0401:Store.Count|}++;")]
    [InlineData("{|CAIRN0401:Store.Total|} += 1;")]
    [InlineData("{|CAIRN0401:Store.Seen|}.Add(1);")]
    [InlineData("{|CAIRN0401:Store.Sizes|}[0] = 1;")]
    [InlineData("{|CAIRN0401:Store.Root|}.Value = 1;")]
    [InlineData("{|CAIRN0401:Store.Changed|} += () => { };")]
    [InlineData("_ = {|CAIRN0402:System.IO.File.ReadAllText|}(\"a\");")]
    [InlineData("_ = {|CAIRN0402:System.IO.Directory.Exists|}(\"a\");")]
    [InlineData("_ = {|CAIRN0402:new System.IO.FileInfo(\"a\")|}.{|CAIRN0402:Length|};")]
    [InlineData("_ = {|CAIRN0402:new System.IO.StreamReader(\"a\")|};")]
    [InlineData("_ = {|CAIRN0402:System.IO.Path.GetTempPath|}();")]
    [InlineData("_ = {|CAIRN0403:new System.Net.Http.HttpClient()|};")]
    [InlineData("_ = {|CAIRN0403:System.Net.Dns.GetHostName|}();")]
    [InlineData("_ = {|CAIRN0403:new System.Net.Sockets.TcpClient()|};")]
    [InlineData("System.Data.IDbConnection db = null!; db.{|CAIRN0404:Open|}();")]
    [InlineData("{|CAIRN0405:Console.WriteLine|}(1);")]
    [InlineData("_ = {|CAIRN0405:Console.ReadLine|}();")]
    [InlineData("{|CAIRN0405:System.Diagnostics.Debug.WriteLine|}(1);")]
    [InlineData("_ = {|CAIRN0406:System.Diagnostics.Process.GetCurrentProcess|}();")]
    [InlineData("_ = {|CAIRN0406:Native.GetPid|}();")]
    [InlineData("_ = {|CAIRN0407:Environment.GetEnvironmentVariable|}(\"A\");")]
    [InlineData("_ = {|CAIRN0407:Environment.MachineName|};")]
    [InlineData("_ = {|CAIRN0407:AppContext.TryGetSwitch|}(\"A\", out var on);")]
    [InlineData("{|CAIRN0408:GC.Collect|}();")]
    [InlineData("_ = {|CAIRN0408:new WeakReference(this)|};")]
    [InlineData("if ({|CAIRN0412:Math.Pow|}(1.1, 3) > 1) { }")]
    [InlineData("dynamic any = 1; _ = {|CAIRN0413:any.Act()|};")]
    [InlineData("_ = {|CAIRN0413:Activator.CreateInstance|}(\"a\", \"b\");")]
    public Task What_is_not_in_history_is_found(string statements) => Analyzed.RunAsync(
        statements,
        Statics +
        """
        public static class Native
        {
            [System.Runtime.InteropServices.DllImport("libc")] public static extern int GetPid();
        }
        """);

    [Theory]
    [InlineData("_ = Store.Limit;")]
    [InlineData("_ = Store.Sizes[0] + Store.Sizes.Length;")]
    [InlineData("_ = Store.Seen.Contains(1);")]
    [InlineData("_ = Store.Root.Value;")]
    [InlineData("_ = Store.Computed;")]
    [InlineData("_ = string.Empty + DayOfWeek.Friday;")]
    [InlineData("_ = new System.IO.MemoryStream();")]
    [InlineData("_ = new System.IO.StreamReader(new System.IO.MemoryStream());")]
    [InlineData("_ = System.IO.Path.Combine(\"a\", \"b\");")]
    [InlineData("_ = new System.Net.Http.HttpMethod(\"GET\");")]
    [InlineData("_ = new Uri(\"http://localhost\");")]
    [InlineData("_ = Environment.NewLine;")]
    [InlineData("GC.SuppressFinalize(this);")]
    [InlineData("_ = Math.Pow(1.1, 3);")]
    [InlineData("if (Math.Max(1, 3) > Math.Sqrt(2)) { }")]
    [InlineData("_ = Activator.CreateInstance<List<int>>();")]
    [InlineData("await Workflow.RunStepAsync(\"x\", _ => System.IO.File.ReadAllTextAsync(\"a\"));")]
    [InlineData("Workflow.Unsafe.WithTracingEventListenerDisabled(() => Console.WriteLine(DateTime.UtcNow));")]
    public Task What_is_allowed_is_not_found(string statements) => Analyzed.RunAsync(statements, Statics);

    [Theory]
    [InlineData("CAIRN0401", "_ = Store.Count;")]
    [InlineData("CAIRN0402", "_ = System.IO.File.Exists(\"a\");")]
    [InlineData("CAIRN0403", "_ = System.Net.Dns.GetHostName();")]
    [InlineData("CAIRN0404", "_ = new System.Data.DataTable().CreateDataReader().FieldCount;")]
    [InlineData("CAIRN0405", "Console.WriteLine();")]
    [InlineData("CAIRN0406", "_ = System.Reflection.Assembly.Load(\"a\");")]
    [InlineData("CAIRN0407", "_ = Environment.ProcessorCount;")]
    [InlineData("CAIRN0408", "GC.Collect();")]
    [InlineData("CAIRN0409", "foreach (var x in new System.Collections.Hashtable()) Workflow.UpsertMemo();")]
    [InlineData("CAIRN0410", "foreach (var each in new HashSet<int>()) { Workflow.UpsertMemo(); }")]
    [InlineData("CAIRN0411", "foreach (var each in typeof(int).GetMethods()) { Workflow.UpsertMemo(); }")]
    [InlineData("CAIRN0412", "if (Math.Log(2) > 1) { }")]
    [InlineData("CAIRN0413", "dynamic any = 1; any.Act();")]
    public Task Every_rule_holds_for_helpers_and_not_for_trusted_ones(string rule, string statements) =>
        Analyzed.HelperAsync(rule, statements, Statics);

    [Theory]
    [InlineData("foreach (var each in {|CAIRN0409:ids|}) { await ShipAsync(each); }")]
    [InlineData("foreach (var each in {|CAIRN0409:ids.Where(each => each > 1)|}) { await ShipAsync(each); }")]
    [InlineData("await Workflow.WhenAllAsync({|CAIRN0409:ids|}.Select(ShipAsync));")]
    [InlineData("await Workflow.WhenAllAsync({|CAIRN0409:ids|}.Select(each => ShipAsync(each)));")]
    [InlineData("foreach (var each in {|CAIRN0410:prices|}) { await ShipAsync(each.Value); }")]
    [InlineData("foreach (var each in {|CAIRN0410:prices.Values|}) { await ShipAsync(each); }")]
    [InlineData("foreach (var each in {|CAIRN0410:set|}) { await Workflow.DelayAsync(each); }")]
    [InlineData("foreach (var each in ids.Order()) { await ShipAsync(each); }")]
    [InlineData("foreach (var each in ids.OrderBy(each => each).Where(each => each > 1)) { await ShipAsync(each); }")]
    [InlineData("foreach (var each in ids) { total += each; }")]
    [InlineData("total = ids.Select(each => each * 2).Sum();")]
    [InlineData("foreach (var each in list) { await ShipAsync(each); }")]
    [InlineData("foreach (var each in sorted) { await ShipAsync(each.Value); }")]
    public Task Commands_follow_from_an_order_that_is_certain(string statements) => Analyzed.MembersAsync(
        $$"""
        private readonly System.Collections.Immutable.ImmutableHashSet<int> ids = [];
        private readonly Dictionary<string, int> prices = [];
        private readonly HashSet<int> set = [];
        private readonly List<int> list = [];
        private readonly SortedDictionary<int, int> sorted = [];
        private int total;

        [WorkflowSignal(UnfinishedPolicy = HandlerUnfinishedPolicy.Abandon)]
        public async Task ShipAllAsync()
        {
            await Task.CompletedTask;
            {{statements}}
            _ = (ids, prices, set, list, sorted, total);
        }

        private Task ShipAsync(int order) => Workflow.DelayAsync(order);
        """);

    [Theory]
    [InlineData("private readonly System.Net.Http.HttpClient {|CAIRN0414:client|} = null!;")]
    [InlineData("public System.IO.Stream? {|CAIRN0414:Source|} { get; set; }")]
    [InlineData("private IServiceProvider? {|CAIRN0414:services|} = null;")]
    [InlineData("private System.Diagnostics.Stopwatch? {|CAIRN0414:watch|} = null;")]
    [InlineData("private readonly System.IO.MemoryStream buffer = new();")]
    [InlineData("private readonly List<int> lines = [];")]
    [InlineData("private readonly Random random = Workflow.Random;")]
    [InlineData("private readonly TaskCompletionSource done = new();")]
    public Task A_workflow_keeps_what_can_be_rebuilt(string field) => Analyzed.MembersAsync(field);

    [Fact]
    public async Task To_write_a_static_field_is_an_error_and_to_read_it_a_warning()
    {
        var found = await Analyzed.DiagnosticsAsync(
            [
                """
                [Workflow]
                public class W
                {
                    private static int count;

                    [WorkflowRun]
                    public Task<int> RunAsync()
                    {
                        count = 1;
                        return Task.FromResult(count);
                    }
                }
                """,
            ]);

        Assert.Equal(["Error", "Warning"], found.Select(each => each.Severity.ToString()));
    }
}
