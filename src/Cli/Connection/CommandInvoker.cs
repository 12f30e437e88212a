using System.Diagnostics;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Cli.Connection;

/// <summary>
/// Makes the calls of one command: it makes sure that there is a server, has payloads encoded and decoded, and logs.
/// </summary>
/// <param name="inner">The server's calls.</param>
/// <param name="server">Makes sure that there is a server.</param>
/// <param name="codec">Encodes and decodes payloads; null if they are as they are.</param>
/// <param name="log">Where calls are logged.</param>
internal sealed class CommandInvoker<TService>(TService inner, FirstCall server, RemoteCodec? codec, CallLog log)
    : IRpcInvoker<TService>
{
    async Task<TResponse> IRpcInvoker<TService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        await server.MakeAsync(context.CancellationToken);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var answer = await method.InvokeAsync(inner, await codec.EncodedAsync(request), context);
            log.Done(method.Name, Stopwatch.GetElapsedTime(began));
            return await codec.DecodedAsync(answer);
        }
        catch (RpcException refused)
        {
            log.Failed(method.Name, Stopwatch.GetElapsedTime(began), refused);
            throw;
        }
    }
}
