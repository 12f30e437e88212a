using Cairn.Embedded;

namespace Cairn.Tests.Faults;

public sealed class OrderSagaTests : IDisposable
{
    private const int KilledBySignal = 128 + 9;

    private static readonly string[] Effects =
    [
        "reserve order-1001 lamp", "charge order-1001 49.90", "ship order-1001 track-order-1001",
        "reserve order-1002 chair", "release order-1002 chair",
    ];

    private readonly string data = Directory.CreateTempSubdirectory("cairn-orders-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task One_order_completes_and_the_other_is_compensated_in_reverse_order()
    {
        await RunToTheEndAsync();
        Assert.Equal(Effects, await LedgerAsync());
    }

    [Fact]
    public async Task Finished_orders_are_reported_and_not_run_twice()
    {
        await RunToTheEndAsync();
        await RunToTheEndAsync();
        Assert.Equal(Effects, await LedgerAsync());
    }

    [Theory]
    [InlineData("ReserveStock", true)]
    [InlineData("ChargePayment", true)]
    [InlineData("ShipOrder", false)]
    public async Task A_process_that_dies_after_a_step_goes_on_behind_it(string step, bool isOpen)
    {
        var died = await OrderSagaProcess.RunAsync(["--data", data, "--crash-after", step]);
        Assert.Equal(KilledBySignal, died.Code);
        var lines = await RunToTheEndAsync();
        if (isOpen)
        {
            Assert.Contains($"resumed order-1001 after {step}", lines);
        }

        Assert.Equal(Effects, await LedgerAsync());
    }

    [Fact]
    public async Task Killed_at_any_moment_it_loses_nothing_and_does_nothing_twice()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 10; i++)
        {
            await OrderSagaProcess.RunAsync(["--data", data], TimeSpan.FromMilliseconds(random.Next(150, 900)));
        }

        await RunToTheEndAsync();
        Assert.Equal(Effects.Order(), (await LedgerAsync()).Order());
        await using var engine = await CairnEngine.StartAsync(
            new CairnEngineOptions { DatabasePath = Path.Combine(data, "cairn.db") },
            TestContext.Current.CancellationToken);
        foreach (var order in new[] { "order-1001", "order-1002" })
        {
            var history = await engine.Client.GetWorkflowHandle(order).FetchHistoryAsync();
            Assert.Equal(
                Enumerable.Range(1, history.Events.Count).Select(id => (long)id),
                history.Events.Select(e => e.EventId));
        }
    }

    [Theory]
    [InlineData("--crash-after", "Nothing")]
    [InlineData("--data")]
    [InlineData("--what", "x")]
    public async Task Bad_arguments_are_refused_with_the_usage(params string[] arguments)
    {
        var (code, _, errors) = await OrderSagaProcess.RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains("usage: OrderSaga", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused()
    {
        await using var engine = await CairnEngine.StartAsync(
            new CairnEngineOptions { DatabasePath = Path.Combine(data, "cairn.db") },
            TestContext.Current.CancellationToken);
        var (code, _, errors) = await OrderSagaProcess.RunAsync(["--data", data]);
        Assert.Equal(1, code);
        Assert.Contains("cairn.db", errors, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> RunToTheEndAsync()
    {
        var (code, lines, errors) = await OrderSagaProcess.RunAsync(["--data", data]);
        Assert.True(code == 0, $"exit code {code}: {errors}");
        Assert.Equal(["order-1001 completed", "order-1002 compensated"], lines.TakeLast(2));
        return lines;
    }

    private async Task<string[]> LedgerAsync() => await File.ReadAllLinesAsync(Path.Combine(data, "ledger.txt"));
}
