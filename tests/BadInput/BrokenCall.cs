using Cairn.Exceptions;

namespace Cairn.Tests.BadInput;

/// <summary>A call that is broken below its request, as a file has it.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Body">Its bytes, in hex.</param>
/// <param name="Code">The status.</param>
/// <param name="Text">The message, or its beginning.</param>
internal sealed record BrokenCall(string Name, string Body, RpcException.StatusCode Code, string Text)
{
    /// <summary>The path. Default: DescribeNamespace.</summary>
    public string Path { get; init; } = Rpc.Named("DescribeNamespace").Path;

    /// <summary>Headers beside those of every call.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
