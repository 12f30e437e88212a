using Cairn.Activities;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Sdk.Hosting;

public sealed class Seeing(Resource resource)
{
    public string? Name { get; init; }

    public Resource Resource => resource;

    public int Calls { get; private set; }

    [Activity]
    public async Task<string> LookAsync()
    {
        Calls++;
        await Task.Yield();
        return Name ?? (
            (ActivityScope.ServiceScope?.ServiceProvider.GetRequiredService<Resource>() == resource
                ? "own scope"
                : "another scope")
            + (ReferenceEquals(ActivityScope.ScopedInstance, this) ? ", own instance" : ", another instance"));
    }
}
