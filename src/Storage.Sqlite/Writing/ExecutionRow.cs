using Cairn.Api.Common.V1;
using Cairn.Protocol;

namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// What the writer remembers of a row of <c>executions</c>, so that it need not read the row before updating it.
/// </summary>
/// <param name="Id">The row id, by which it is updated.</param>
/// <param name="Key">The run.</param>
internal sealed record ExecutionRow(long Id, ExecutionKey Key)
{
    public required long Version { get; set; }

    public required int Partition { get; set; }

    /// <summary>The column <c>wake_at</c>, in ticks.</summary>
    public required long? WakeAt { get; set; }

    public required bool IsCurrent { get; set; }

    /// <summary>The columns of the index <c>listed</c>.</summary>
    public required ListedColumns Listed { get; set; }

    /// <summary>The values in <c>properties</c>.</summary>
    public required (Memo? Memo, SearchAttributes? SearchAttributes) Properties { get; set; }

    /// <summary>The journal row that holds the newest entry; null if there is none.</summary>
    public required long? LastEntry { get; set; }
}
