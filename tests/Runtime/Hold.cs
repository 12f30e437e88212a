using System.Threading.Channels;

namespace Cairn.Tests.Runtime;

/// <summary>A place where others wait until a test lets them go on.</summary>
internal sealed class Hold
{
    private readonly Channel<bool> arrivals = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when one more has come.</summary>
    public Task ArrivedAsync() => arrivals.Reader.ReadAsync().AsTask().WaitAsync(Harness.WaitLimit);

    /// <summary>Lets all go on, and all who come later.</summary>
    public void Release() => released.TrySetResult();

    /// <summary>Waits here.</summary>
    public Task WaitAsync()
    {
        arrivals.Writer.TryWrite(true);
        return released.Task;
    }
}
