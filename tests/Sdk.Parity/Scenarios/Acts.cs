namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>The activities of the scenarios, and how most workflows call them.</summary>
internal sealed class Acts
{
    /// <summary>Quick retries without end.</summary>
    public static ActivityOptions Quick => new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(30),
        RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(20), BackoffCoefficient = 1 },
    };

    /// <summary>One attempt.</summary>
    public static ActivityOptions Once => new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(30),
        RetryPolicy = new() { MaximumAttempts = 1 },
    };

    private static ActivityExecutionContext Context => ActivityExecutionContext.Current;

    [Activity]
    public static string Greet(string name) => $"hello {name}";

    [Activity]
    public async Task<Order> PriceAsync(Order order, int discount = 5)
    {
        await Task.Yield();
        return order with { Price = order.Price - discount, Placed = order.Placed };
    }

    [Activity("do-nothing")]
    public Task NothingAsync() => Task.CompletedTask;

    [Activity]
    public static byte[] Bytes(byte[] bytes, TimeSpan length, string? missing) =>
        [.. bytes, (byte)length.TotalSeconds, (byte)(missing is null ? 1 : 0)];

    [Activity]
    public static int FailTwice() => Context.Info.Attempt < 3
        ? throw new ApplicationFailureException(
            $"attempt {Context.Info.Attempt}", "Transient", nextRetryDelay: TimeSpan.FromMilliseconds(10))
        : Context.Info.Attempt;

    [Activity]
    public static int FailTwicePlainly() => Context.Info.Attempt < 3
        ? throw new InvalidOperationException($"attempt {Context.Info.Attempt}")
        : Context.Info.Attempt;

    [Activity]
    public static void FailForGood() => throw new ApplicationFailureException(
        "card declined", "CardDeclined", nonRetryable: true, details: ["insufficient", new Order("o", 3, null)]);

    [Activity]
    public static void FailWithType(string type) => throw new ApplicationFailureException("of a type", type);

    [Activity]
    public static void FailPlainly()
    {
        try
        {
            throw new InvalidOperationException("the inner one");
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException("the outer one", e);
        }
    }

    [Activity]
    public static async Task NeverAsync() =>
        await Task.Delay(Timeout.InfiniteTimeSpan, CancellationTokenSource.CreateLinkedTokenSource(
            Context.CancellationToken, Context.WorkerShutdownToken).Token);

    [Activity]
    public static async Task<string> BeatAsync()
    {
        if (Context.Info.Attempt > 1)
        {
            return $"resumed at {await Context.Info.HeartbeatDetailAtAsync<int>(0)}";
        }

        Context.Heartbeat(41);
        Context.Heartbeat(42);
        throw new InvalidOperationException("after two heartbeats");
    }

    [Activity]
    public static async Task<string> UntilCancelledAsync(bool isStubborn)
    {
        while (!Context.CancellationToken.IsCancellationRequested)
        {
            Context.Heartbeat("alive");
            await Task.Delay(20);
        }

        Context.CancellationToken.WaitHandle.WaitOne();
        return isStubborn ? "finished all the same" : throw new OperationCanceledException(Context.CancellationToken);
    }

    [Activity]
    public static void Later() => throw new CompleteAsyncException();

    [Activity]
    public static string Header() => HeaderInterceptor.Current;

    [Activity]
    public static string Describe()
    {
        var info = Context.Info;
        return string.Join(
            ", ",
            info.ActivityId,
            info.ActivityType,
            info.Attempt,
            info.HeartbeatTimeout,
            info.IsLocal,
            info.WorkflowNamespace,
            info.Priority?.PriorityKey,
            info.RetryPolicy?.MaximumAttempts,
            info.RetryPolicy?.InitialInterval,
            info.RetryPolicy?.BackoffCoefficient,
            info.ScheduleToCloseTimeout,
            info.StartToCloseTimeout,
            info.TaskQueue,
            info.WorkflowId,
            info.WorkflowType,
            info.HeartbeatDetails.Count);
    }

    [Activity(Dynamic = true)]
    public static Task<string> AnyAsync(IRawValue[] args) => Task.FromResult(
        $"{Context.Info.ActivityType} with {args.Length}: {Context.PayloadConverter.ToValue<string>(args[0])}");
}
