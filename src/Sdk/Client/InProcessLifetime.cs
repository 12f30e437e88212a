using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>
/// Whether the engine behind a connection in this process is there. A server that shuts down may come back, so clients
/// try again; an engine that was disposed does not, so calls of its clients and polls of its workers fail for good.
/// </summary>
internal sealed class InProcessLifetime
{
    private volatile bool isOver;

    /// <summary>Whether it has ended.</summary>
    public bool IsOver => isOver;

    /// <summary>Ends it.</summary>
    public void End() => isOver = true;

    /// <summary>Why a call is refused when it has ended.</summary>
    public static RpcException Ended() => new(
        RpcException.StatusCode.FailedPrecondition,
        "The engine was disposed, and with it its clients and workers. Start another one on the same database with "
        + "CairnEngine.StartAsync, and use its Client.");

    /// <summary>The answer of a call; what would make clients try again does not, if it has ended meanwhile.</summary>
    /// <exception cref="RpcException">FailedPrecondition: it has ended.</exception>
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
