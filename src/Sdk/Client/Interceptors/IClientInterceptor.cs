namespace Cairn.Client.Interceptors;

/// <summary>
/// Stands between what a user of a client calls and the call to the server. If it is also an
/// <see cref="Worker.Interceptors.IWorkerInterceptor"/>, it serves every worker that is made with the client.
/// </summary>
public interface IClientInterceptor
{
    /// <summary>Puts an interceptor before the next one; called once a client.</summary>
    ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor);
}
