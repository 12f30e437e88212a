namespace Cairn.Runtime.Partitions;

/// <summary>Called when a decision is durable, or when it is lost.</summary>
/// <param name="then">Called when it is durable.</param>
/// <param name="otherwise">Called when it is lost.</param>
internal sealed class CommitCallback(Action then, Action<Exception> otherwise) : IReply
{
    /// <inheritdoc/>
    public void Release() => then();

    /// <inheritdoc/>
    public void Fail(Exception reason) => otherwise(reason);
}
