using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Worker;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

public sealed class HistoryFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-histories");
    private readonly WorkflowReplayer replayer = new(new WorkflowReplayerOptions().AddWorkflow<SleepFlow>());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Recorded_histories_of_a_folder_replay()
    {
        await RecordAsync("sub/one.json");
        await RecordAsync("two.json");

        var results = await replayer.ReplayFolderAsync(folder.FullName, cancellationToken: Token);

        Assert.Equal(["one", "two"], results.Select(result => result.History.Id));
    }

    [Fact]
    public async Task A_history_that_the_code_does_not_fit_is_named_by_its_file()
    {
        var path = await RecordAsync("changed.json");
        var json = await File.ReadAllTextAsync(path, Token);
        await File.WriteAllTextAsync(path, json.Replace("\"timerId\": \"1\"", "\"timerId\": \"9\""), Token);

        var error = await Assert.ThrowsAsync<AggregateException>(
            () => replayer.ReplayFolderAsync(folder.FullName, cancellationToken: Token));

        Assert.Contains("changed.json", error.Message, StringComparison.Ordinal);
        Assert.IsType<WorkflowNondeterminismException>(Assert.Single(error.InnerExceptions).InnerException);
        var kept = await replayer.ReplayFileAsync(path, throwOnReplayFailure: false, Token);
        Assert.NotNull(kept.ReplayFailure);
    }

    [Fact]
    public async Task A_folder_without_histories_is_refused() => await Assert.ThrowsAsync<InvalidDataException>(
        () => replayer.ReplayFolderAsync(folder.FullName, cancellationToken: Token));

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"events\": 3}")]
    public async Task A_file_without_a_history_is_refused_by_its_name(string text)
    {
        var path = Path.Combine(folder.FullName, "bad.json");
        await File.WriteAllTextAsync(path, text, Token);

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => replayer.ReplayFileAsync(path, cancellationToken: Token));

        Assert.Contains("bad.json", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> RecordAsync(string name)
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());
        var history = await worker.RunAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync(
                (SleepFlow flow) => flow.RunAsync(TimeSpan.FromDays(1)), new("sleep", "q"));
            await handle.GetResultAsync();
            return await handle.FetchHistoryAsync();
        });
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, history.ToJson(), Token);
        return path;
    }
}
