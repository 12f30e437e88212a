namespace Cairn.Storage.Sqlite.Reading;

/// <summary>A read that waits for a connection.</summary>
/// <param name="isBrief">Whether it looks at a few rows, so that others may wait for it.</param>
internal abstract class PendingRead(bool isBrief)
{
    public bool IsBrief => isBrief;

    /// <summary>Reads, and keeps the answer until it is told.</summary>
    public abstract void Run(Reader reader);

    public abstract void Tell();

    public abstract void Refuse(Exception why);
}

/// <summary>A read with an answer.</summary>
/// <param name="read">What is read.</param>
/// <param name="isBrief">Whether it looks at a few rows.</param>
/// <param name="cancellationToken">Whether anybody still wants it.</param>
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
