namespace Cairn.Client;

/// <summary>Whether requests are packed. Answers that the server packed are read in any case.</summary>
public abstract record GrpcCompression
{
    private GrpcCompression()
    {
    }

    /// <summary>Large requests, of 16 KiB and more, are packed by gzip.</summary>
    public sealed record Gzip : GrpcCompression;

    /// <summary>Nothing is packed.</summary>
    public sealed record None : GrpcCompression;
}
