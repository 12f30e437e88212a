namespace Cairn.Storage.Sqlite.Reading;

/// <summary>A read that waits for a connection.</summary>
/// <param name="isBrief">Whether it reads only a few rows, so that other reads may share its transaction.</param>
internal abstract class PendingRead(bool isBrief)
{
    public bool IsBrief => isBrief;

    /// <summary>Reads, and keeps the result until the caller is notified.</summary>
    public abstract void Run(Reader reader);

    public abstract void Tell();

    public abstract void Refuse(Exception why);
}

/// <summary>A read with a result.</summary>
/// <param name="read">Reads from a connection.</param>
/// <param name="isBrief">Whether it reads only a few rows.</param>
/// <param name="cancellationToken">Cancelled when the caller no longer waits.</param>
internal sealed class PendingRead<T>(Func<Reader, T> read, bool isBrief, CancellationToken cancellationToken)
    : PendingRead(isBrief)
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? found;

    public Task<T> Answer => answer.Task;

    public override void Run(Reader reader)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            found = read(reader);
        }
    }

    public override void Tell()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            answer.SetCanceled(cancellationToken);
        }
        else
        {
            answer.SetResult(found!);
        }
    }

    public override void Refuse(Exception why)
    {
        if (why is OperationCanceledException)
        {
            answer.SetCanceled(cancellationToken);
        }
        else
        {
            answer.SetException(why);
        }
    }
}
