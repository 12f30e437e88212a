namespace Cairn.Client.Interceptors;

/// <summary>Stands between what a user of a client calls and the call to the server.</summary>
public interface IClientInterceptor
{
    /// <summary>Puts an interceptor before the next one; called once a client.</summary>
    ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor);
}
