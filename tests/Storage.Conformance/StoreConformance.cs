using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

/// <summary>
/// What every store promises, as tests. A store's test project inherits this class and says how its store is opened,
/// how it is closed and opened anew, and how it is thrown away.
/// </summary>
public abstract partial class StoreConformance : IAsyncLifetime
{
    private IStore? opened;

    protected IStore Store => opened!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => opened = await OpenFreshAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await ThrowAwayAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a store in which there is nothing yet.</summary>
    protected abstract ValueTask<IStore> OpenFreshAsync();

    /// <summary>
    /// Closes the store and opens what it left behind; one that leaves nothing behind is answered as it is.
    /// </summary>
    protected abstract ValueTask<IStore> ReopenAsync(IStore store);

    /// <summary>Deletes what a closed store left behind.</summary>
    protected abstract ValueTask ThrowAwayAsync();

    protected async Task ReopenAsync() => opened = await ReopenAsync(Store);

    protected async Task<CommitOutcome> CommitAsync(params ExecutionWrite[] writes) =>
        await Store.CommitAsync(new Batch(writes[0].Head.Partition, writes), Cancellation);

    protected async Task MustCommitAsync(params ExecutionWrite[] writes) =>
        Assert.Equal(CommitOutcome.Done, await CommitAsync(writes));

    protected async Task<ExecutionHead?> FindAsync(ExecutionHead head) =>
        await Store.FindRunAsync(head.Key, Cancellation);

    protected async Task<ExecutionHead?> FindCurrentAsync(ExecutionHead head) =>
        await Store.FindCurrentAsync(head.Key.Namespace, head.Key.WorkflowId, Cancellation);

    /// <summary>The journal of a run, each entry as the text that it is.</summary>
    protected async Task<IReadOnlyList<string>> JournalAsync(ExecutionHead head) =>
        [.. (await Store.ReadJournalAsync(head.Key, Cancellation)).Select(Sample.Text)];
}
