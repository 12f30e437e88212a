using System.Text.Json.Nodes;
using Cairn.Exceptions;

namespace Cairn.Tests.BadInput;

/// <summary>A request that must be refused, as a file has it.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Rpc">The call.</param>
/// <param name="With">What differs from the good request of its call; null takes a field away.</param>
/// <param name="Text">The message of the refusal, to the letter.</param>
internal sealed record BadCase(string Name, string Rpc, JsonObject? With, string Text)
{
    /// <summary>The status. Default: InvalidArgument.</summary>
    public RpcException.StatusCode Code { get; init; } = RpcException.StatusCode.InvalidArgument;

    /// <summary>Whether the text may go on, as with messages that come from a library.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>The grpc-timeout; an empty one is not sent. Default: 30 seconds.</summary>
    public string Timeout { get; init; } = "30S";
}
