using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>
/// A store cannot be opened or used. Never thrown for a lost race: that is <see cref="CommitOutcome.Failed"/>.
/// </summary>
/// <param name="reason">The reason.</param>
/// <param name="message">A sentence that names the file or the server.</param>
/// <param name="innerException">The error of the storage underneath; null if there is none.</param>
public sealed class StoreException(StoreFailure reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The reason.</summary>
    public StoreFailure Reason { get; } = reason;

    /// <summary>
    /// The execution whose data are damaged (<see cref="StoreFailure.Corrupt"/>); as far as is known, all others are
    /// intact. Null for every other reason.
    /// </summary>
    public ExecutionKey? Execution { get; init; }

    /// <summary>Whether the store has logged the failure, so that its callers need not. Default: false.</summary>
    public bool IsLogged { get; set; }

    /// <inheritdoc/>
    /// <remarks>A database that is open elsewhere is no fault of this program: the stack would say nothing.</remarks>
    public override string ToString() =>
        Reason == StoreFailure.InUse ? $"{typeof(StoreException)}: {Message}" : base.ToString();
}
