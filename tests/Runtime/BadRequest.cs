using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Tests.Runtime;

/// <summary>A request that must be refused, with the code and the text that Temporal's own server has for it.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Send">Sends it.</param>
/// <param name="Code">The status.</param>
/// <param name="Text">The message, to the letter.</param>
internal sealed record BadRequest(
    string Name, Func<IWorkflowService, Task> Send, RpcException.StatusCode Code, string Text)
{
    /// <summary>A request that is wrong whatever the state of the server.</summary>
    public static BadRequest Invalid(string name, string text, Func<IWorkflowService, Task> send) =>
        new(name, send, RpcException.StatusCode.InvalidArgument, text);

    /// <summary>A request for something that is not there.</summary>
    public static BadRequest NotFound(string name, string text, Func<IWorkflowService, Task> send) =>
        new(name, send, RpcException.StatusCode.NotFound, text);
}
