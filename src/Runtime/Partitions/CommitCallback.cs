namespace Cairn.Runtime.Partitions;

/// <summary>What follows from a decision that is durable, or from one that is lost.</summary>
/// <param name="then">Done when it is durable.</param>
/// <param name="otherwise">Done when it is lost.</param>
internal sealed class CommitCallback(Action then, Action<Exception> otherwise) : IReply
{
    /// <inheritdoc/>
    public void Release() => then();

    /// <inheritdoc/>
    public void Fail(Exception reason) => otherwise(reason);
}
