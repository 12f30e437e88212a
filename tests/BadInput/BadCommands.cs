using System.Text.Json.Nodes;
using Cairn.Exceptions;

namespace Cairn.Tests.BadInput;

/// <summary>An answer to a workflow task that must be refused, as a file has it.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Commands">The commands.</param>
/// <param name="Text">The message of the refusal, to the letter.</param>
internal sealed record BadCommands(string Name, JsonArray Commands, string Text)
{
    /// <summary>The status. Default: InvalidArgument.</summary>
    public RpcException.StatusCode Code { get; init; } = RpcException.StatusCode.InvalidArgument;

    /// <summary>Whether the text may go on.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>The messages that go with the commands.</summary>
    public JsonArray? Messages { get; init; }

    /// <summary>The event that the answer leaves; null means nothing. Default: WorkflowTaskFailed.</summary>
    public string? Leaves { get; init; } = "WorkflowTaskFailed";
}
