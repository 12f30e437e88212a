namespace Cairn.Client.Interceptors;

/// <summary>
/// Intercepts the calls of a client before they reach the server. If it is also an
/// <see cref="Worker.Interceptors.IWorkerInterceptor"/>, it serves every worker that is made with the client.
/// </summary>
public interface IClientInterceptor
{
    /// <summary>Puts an interceptor before the next one; called once for each client.</summary>
    ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor);
}
