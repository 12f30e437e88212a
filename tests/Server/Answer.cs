using System.Globalization;
using Cairn.Exceptions;
using Google.Protobuf;

namespace Cairn.Tests.Server;

/// <summary>What came back over the wire, as it came.</summary>
/// <param name="Headers">Before the body.</param>
/// <param name="Body">The frames.</param>
/// <param name="Trailers">After the body.</param>
internal sealed record Answer(
    IReadOnlyDictionary<string, string> Headers, byte[] Body, IReadOnlyDictionary<string, string> Trailers)
{
    /// <summary>The status, which is in the headers if there is no body, in the trailers if there is one.</summary>
    public RpcException.StatusCode Code =>
        (RpcException.StatusCode)int.Parse(Status["grpc-status"], CultureInfo.InvariantCulture);

    public string Message => Uri.UnescapeDataString(Status["grpc-message"]);

    public IReadOnlyDictionary<string, string> Status => Body.Length == 0 ? Headers : Trailers;

    public T Read<T>()
        where T : IMessage<T>, new()
    {
        Assert.Equal(RpcException.StatusCode.OK, Code);
        var message = new T();
        message.MergeFrom(Body.AsSpan(5).ToArray());
        return message;
    }
}
