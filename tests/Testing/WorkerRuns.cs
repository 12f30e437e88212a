using Cairn.Worker;

namespace Cairn.Tests.Testing;

/// <summary>Runs workers for as long as a test runs.</summary>
internal static class WorkerRuns
{
    public static Task RunAsync(this CairnWorker worker, Func<Task> body) =>
        worker.ExecuteAsync(body, TestContext.Current.CancellationToken);

    public static Task<T> RunAsync<T>(this CairnWorker worker, Func<Task<T>> body) =>
        worker.ExecuteAsync(body, TestContext.Current.CancellationToken);
}
