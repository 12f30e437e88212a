using Cairn.Engine.Schedules;
using Cairn.Protocol;
using Cairn.Storage;
using Google.Protobuf;

namespace Cairn.Runtime.Schedules;

/// <summary>Keeps schedules in the store: one document each.</summary>
/// <param name="store">The store.</param>
internal sealed class ScheduleShelf(IStore store)
{
    private const string Kind = "schedule";
    private const int Page = 512;

    /// <summary>All schedules of a namespace.</summary>
    public async Task<IReadOnlyList<ScheduleOnShelf>> ReadAllAsync(
        NamespaceName @namespace, CancellationToken cancellationToken)
    {
        var all = new List<ScheduleOnShelf>();
        string? after = null;
        while (true)
        {
            var page = await store.ListDocumentsAsync(Kind, @namespace, after, Page, cancellationToken);
            all.AddRange(page.Select(Read));
            if (page.Count < Page)
            {
                return all;
            }

            after = page[^1].Key.Name;
        }
    }

    /// <summary>The schedule as it is in the store now; null if it is not there.</summary>
    public async Task<ScheduleOnShelf?> ReadAsync(ScheduleDocument schedule) =>
        await store.FindDocumentAsync(KeyOf(schedule)) is { } document ? Read(document) : null;

    /// <summary>Keeps a new schedule.</summary>
    /// <exception cref="Exceptions.RpcException">The store failed, or nobody knows whether it did.</exception>
    public Task<ScheduleOnShelf> AddAsync(ScheduleDocument schedule) =>
        PutAsync(new ScheduleOnShelf(schedule, Version: 0), schedule);

    /// <summary>Keeps another state of a schedule in place of the former one.</summary>
    /// <exception cref="Exceptions.RpcException">The store failed, or nobody knows whether it did.</exception>
    public async Task<ScheduleOnShelf> PutAsync(ScheduleOnShelf former, ScheduleDocument schedule)
    {
        await CommitAsync(new DocumentWrite(KeyOf(schedule), former.Version, schedule.ToByteArray()));
        return new ScheduleOnShelf(schedule, former.Version + 1);
    }

    /// <summary>Takes a schedule away.</summary>
    /// <exception cref="Exceptions.RpcException">The store failed, or nobody knows whether it did.</exception>
    public Task RemoveAsync(ScheduleOnShelf schedule) =>
        CommitAsync(new DocumentWrite(KeyOf(schedule.State), schedule.Version, Content: null));

    private async Task CommitAsync(DocumentWrite write)
    {
        CommitOutcome outcome;
        try
        {
            outcome = await store.CommitAsync(Batch.Of(write));
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            throw Refused.ByStore(caught);
        }

        if (outcome != CommitOutcome.Done)
        {
            throw Refused.Unavailable("The store could not take the schedule.");
        }
    }

    private static ScheduleOnShelf Read(Document document) =>
        new(ScheduleDocument.Parser.ParseFrom(document.Content.Span), document.Version);

    private static DocumentKey KeyOf(ScheduleDocument schedule) =>
        new(Kind, new NamespaceName(schedule.Namespace), schedule.ScheduleId);
}
