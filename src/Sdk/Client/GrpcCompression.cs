namespace Cairn.Client;

/// <summary>Whether requests are compressed. Compressed answers are read in any case.</summary>
public abstract record GrpcCompression
{
    private GrpcCompression()
    {
    }

    /// <summary>Requests of 16 KiB and more are compressed by gzip.</summary>
    public sealed record Gzip : GrpcCompression;

    /// <summary>No request is compressed.</summary>
    public sealed record None : GrpcCompression;
}
