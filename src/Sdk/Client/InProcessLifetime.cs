using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>
/// Whether the engine behind a connection in this process still exists. A server that shuts down may come back, so
/// clients retry; a disposed engine does not, so calls of its clients and polls of its workers fail for good.
/// </summary>
internal sealed class InProcessLifetime
{
    private volatile bool isOver;

    /// <summary>Whether the engine has ended.</summary>
    public bool IsOver => isOver;

    /// <summary>Records that the engine has ended.</summary>
    public void End() => isOver = true;

    /// <summary>The error of a call after the engine has ended.</summary>
    public static RpcException Ended() => new(
        RpcException.StatusCode.FailedPrecondition,
        "The engine was disposed, and with it its clients and workers. Start another one on the same database with "
        + "CairnEngine.StartAsync, and use its Client.");

    /// <summary>
    /// The answer of a call. If the engine has ended, an error that clients retry becomes a final one.
    /// </summary>
    /// <exception cref="RpcException">FailedPrecondition: the engine has ended.</exception>
    public Task<TResponse> WatchAsync<TResponse>(Task<TResponse> answer) =>
        answer.IsCompletedSuccessfully ? answer : AwaitAsync(answer);

    private async Task<TResponse> AwaitAsync<TResponse>(Task<TResponse> answer)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (RpcException e) when (isOver && RpcBackoff.IsPassing(e))
        {
            throw Ended();
        }
    }
}
