namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Says when its scope ends.</summary>
public sealed class Ending(Words words) : IAsyncDisposable
{
    public bool IsOver { get; private set; }

    public ValueTask DisposeAsync()
    {
        IsOver = true;
        words.Log.Add("ended");
        return ValueTask.CompletedTask;
    }
}
