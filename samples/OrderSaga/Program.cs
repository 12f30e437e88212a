using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;
using Cairn.Storage;
using OrderSaga;
using Samples.Timelines;

Order[] orders =
[
    new("order-1001", "lamp", 49.90m, "valid"),
    new("order-1002", "chair", 120.00m, "declined"),
];

Arguments arguments;
try
{
    arguments = Arguments.Read(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}\n{Arguments.Usage}");
    return 2;
}

try
{
    Directory.CreateDirectory(arguments.Data);
    Console.WriteLine($"data in {Path.GetFullPath(arguments.Data)}");
    await RunAsync();
    return 0;
}
catch (Exception wrong) when (wrong is StoreException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}

async Task RunAsync()
{
    await using var engine = await CairnEngine.StartAsync(
        new CairnEngineOptions { DatabasePath = Path.Combine(arguments.Data, "cairn.db") });
    foreach (var order in orders)
    {
        await ReportResumedAsync(engine.Client, order);
    }

    var crash = new CrashPoint(orders[0].OrderId, arguments.CrashAfter);
    var activities = new OrderActivities(new Ledger(Path.Combine(arguments.Data, "ledger.txt")), crash);
    await using var worker = engine.StartWorker(
        "orders", options => options.AddWorkflow<OrderWorkflow>().AddAllActivities(activities));

    var outcomes = new List<string>();
    foreach (var order in orders)
    {
        var handle = await StartOrFindAsync(engine.Client, order);
        var finished = OutcomeAsync(handle);
        if (order == orders[0])
        {
            await Task.WhenAny(finished, crash.WatchAsync(engine.Client));
        }

        outcomes.Add($"{order.OrderId} {await finished}");
    }

    foreach (var order in orders)
    {
        await Timeline.ShowAsync(engine.Client.GetWorkflowHandle(order.OrderId));
    }

    outcomes.ForEach(Console.WriteLine);
}

static async Task ReportResumedAsync(ICairnClient client, Order order)
{
    var handle = client.GetWorkflowHandle(order.OrderId);
    try
    {
        if ((await handle.DescribeAsync()).Status == WorkflowExecutionStatus.Running
            && await Progress.LastStepAsync(handle) is { } step)
        {
            Console.WriteLine($"resumed {order.OrderId} after {step}");
        }
    }
    catch (RpcException unknown) when (unknown.Code == RpcException.StatusCode.NotFound)
    {
        // It was never started.
    }
}

static async Task<WorkflowHandle> StartOrFindAsync(ICairnClient client, Order order)
{
    try
    {
        return await client.StartWorkflowAsync(
            (OrderWorkflow workflow) => workflow.RunAsync(order),
            new WorkflowOptions(order.OrderId, "orders")
            {
                IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            });
    }
    catch (WorkflowAlreadyStartedException)
    {
        Console.WriteLine($"{order.OrderId}: finished in an earlier run of this program");
        return client.GetWorkflowHandle(order.OrderId);
    }
}

static async Task<string> OutcomeAsync(WorkflowHandle handle)
{
    try
    {
        var tracking = await handle.GetResultAsync<string>();
        Console.WriteLine($"{handle.Id}: shipped, {tracking}");
        return "completed";
    }
    catch (WorkflowFailedException failed)
    {
        Console.WriteLine($"{handle.Id}: {Reason(failed)}");
        return "compensated";
    }
}

static string Reason(Exception failure)
{
    while (failure.InnerException is { } inner)
    {
        failure = inner;
    }

    return failure.Message;
}
