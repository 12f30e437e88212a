namespace Cairn.Client.Grpc;

/// <summary>How bytes travel as metadata: in base64, under a name that ends in -bin.</summary>
internal static class BinaryMetadata
{
    public static string ToText(byte[] value) => Convert.ToBase64String(value).TrimEnd('=');
}
