using System.Reflection;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Tests.Server.Http;

/// <summary>A service that answers every call with an empty message, and keeps the last one.</summary>
public class RecordingService : DispatchProxy
{
    /// <summary>The RPC that was called last.</summary>
    public string? Rpc { get; private set; }

    /// <summary>The request of the last call.</summary>
    public IMessage? Request { get; private set; }

    /// <summary>The metadata of the last call.</summary>
    public RpcContext Context { get; private set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Rpc = targetMethod!.Name[..^"Async".Length];
        Request = (IMessage)args![0]!;
        Context = (RpcContext)args[1]!;
        var answer = targetMethod.ReturnType.GetGenericArguments()[0];
        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(answer)
            .Invoke(null, [Activator.CreateInstance(answer)]);
    }
}
