using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>
/// A store cannot be opened or used. Never thrown for a lost race: that is <see cref="CommitOutcome.Failed"/>.
/// </summary>
/// <param name="reason">Why.</param>
/// <param name="message">A sentence that names the file or the server.</param>
/// <param name="innerException">What the storage underneath said; null if it was not asked.</param>
public sealed class StoreException(StoreFailure reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public StoreFailure Reason { get; } = reason;

    /// <summary>
    /// The execution whose data are damaged (<see cref="StoreFailure.Corrupt"/>), all others being unharmed as far as
    /// is known; null in any other case.
    /// </summary>
    public ExecutionKey? Execution { get; init; }

    /// <summary>Whether the store has logged the failure, so that its callers need not. Default: false.</summary>
    public bool IsLogged { get; set; }
}
