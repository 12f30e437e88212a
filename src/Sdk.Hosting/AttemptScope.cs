using Cairn.Worker.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <summary>Gives each attempt of an activity a scope of the container, before all other interceptors.</summary>
/// <param name="provider">The services of the host.</param>
internal sealed class AttemptScope(IServiceProvider provider) : IWorkerInterceptor
{
    /// <inheritdoc/>
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) =>
        new Inbound(provider, nextInterceptor);

    private sealed class Inbound(IServiceProvider provider, ActivityInboundInterceptor next)
        : ActivityInboundInterceptor(next)
    {
        public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            var scope = provider.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                ActivityScope.ServiceScope = scope;
                return await base.ExecuteActivityAsync(input with { Services = scope.ServiceProvider })
                    .ConfigureAwait(false);
            }
        }
    }
}
