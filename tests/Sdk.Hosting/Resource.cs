namespace Cairn.Tests.Sdk.Hosting;

public sealed class Resource : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
