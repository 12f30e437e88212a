namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>How a call of workflow code ended.</summary>
internal static class Outcome
{
    /// <summary>The result as JSON, or what the exception says.</summary>
    public static async Task<string> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return Exceptions.Json(await call());
        }
        catch (Exception e) when (e is SdkException or OperationCanceledException or ArgumentException
            or InvalidOperationException)
        {
            return Exceptions.Describe(e);
        }
    }

    /// <summary>That it returned, or what the exception says.</summary>
    public static Task<string> TryAsync(Func<Task> call) => TryAsync(async () =>
    {
        await call();
        return "returned";
    });
}
