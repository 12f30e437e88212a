using Cairn.Activities;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>The activities of the scenarios, and how most workflows call them.</summary>
public static class Acts
{
    /// <summary>Quick retries without end.</summary>
    public static ActivityOptions Quick => new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(10),
        RetryPolicy = new()
        {
            InitialInterval = TimeSpan.FromMilliseconds(50),
            BackoffCoefficient = 1,
            MaximumInterval = TimeSpan.FromMilliseconds(50),
        },
    };

    private static int Attempt => ActivityExecutionContext.Current.Info.Attempt;

    [Activity("greet")]
    public static string Greet(string name) => $"hello {name}";

    [Activity("failTwice")]
    public static int FailTwice() => Attempt < 3
        ? throw new ApplicationFailureException(
            $"attempt {Attempt} fails", "Transient", details: [new { attempt = Attempt }])
        : Attempt;

    [Activity("failForGood")]
    public static void FailForGood() => throw new ApplicationFailureException(
        "card declined", "CardDeclined", nonRetryable: true, details: ["detail"]);

    [Activity("failWithType")]
    public static void FailWithType(string type) => throw new ApplicationFailureException("of a type", type);

    [Activity("slow")]
    public static async Task<string> SlowAsync(int milliseconds)
    {
        await Task.Delay(milliseconds, ActivityExecutionContext.Current.WorkerShutdownToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return "late";
    }

    [Activity("untilCancelled")]
    public static async Task UntilCancelledAsync()
    {
        while (true)
        {
            ActivityExecutionContext.Current.Heartbeat("alive");
            await Task.Delay(50, ActivityExecutionContext.Current.CancellationToken);
        }
    }

    [Activity("reserve")]
    public static string Reserve(string item) => $"reserved {item}";

    [Activity("release")]
    public static string Release(string item) => $"released {item}";

    [Activity("charge")]
    public static string Charge(int amount) => amount > 100
        ? throw new ApplicationFailureException("limit exceeded", "CardDeclined", nonRetryable: true)
        : $"charged {amount}";

    [Activity("refund")]
    public static string Refund(int amount) => $"refunded {amount}";

    [Activity("square")]
    public static int Square(int number) => number * number;
}
