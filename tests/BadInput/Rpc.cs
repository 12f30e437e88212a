using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Tests.BadInput;

/// <summary>A call that the server serves.</summary>
/// <param name="Method">As the wire declares it.</param>
internal sealed record Rpc(MethodDescriptor Method)
{
    /// <summary>Every call of clients, workers and operators.</summary>
    public static IReadOnlyList<Rpc> All { get; } =
    [
        .. Api.WorkflowService.V1.ServiceReflection.Descriptor.Services
            .Concat(Api.OperatorService.V1.ServiceReflection.Descriptor.Services)
            .SelectMany(service => service.Methods)
            .Select(method => new Rpc(method)),
    ];

    private static readonly Dictionary<string, Rpc> s_byName = All.ToDictionary(rpc => rpc.Name);

    // What an Any may hold.
    private static readonly JsonParser s_json = new(new JsonParser.Settings(
        20, TypeRegistry.FromFiles(Api.Update.V1.UpdatesReflection.Descriptor)));

    /// <summary>Its name.</summary>
    public string Name => Method.Name;

    /// <summary>The path of its call.</summary>
    public string Path => $"/{Method.Service.FullName}/{Method.Name}";

    /// <summary>Whether it answers only when something happens, if nothing is wrong with it.</summary>
    public bool Waits => Name is "PollWorkflowTaskQueue" or "PollActivityTaskQueue" or "PollNexusTaskQueue"
        or "QueryWorkflow" or "UpdateWorkflowExecution" or "PollWorkflowExecutionUpdate" or "ExecuteMultiOperation"
        or "GetWorkflowExecutionHistory";

    /// <summary>The call of a name.</summary>
    public static Rpc Named(string name) => s_byName[name];

    /// <summary>A request of it, from JSON.</summary>
    public IMessage Read(string json) => s_json.Parse(json, Method.InputType);
}
