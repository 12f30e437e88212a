using Cairn.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Hosts whose whole configuration a test writes down.</summary>
internal static class Hosts
{
    /// <summary>Builds a host that has nothing but what is given.</summary>
    public static IHost Build(
        Action<IServiceCollection> configure, params ReadOnlySpan<(string Key, string Value)> configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var settings = new Dictionary<string, string?>();
        foreach (var (key, value) in configuration)
        {
            settings.Add(key, value);
        }

        builder.Configuration.AddInMemoryCollection(settings);
        configure(builder.Services);
        return builder.Build();
    }

    /// <summary>Runs a workflow of a host's worker to its end.</summary>
    public static Task<string> GreetAsync(ICairnClient client, string id = "w") =>
        client.ExecuteWorkflowAsync((Greet w) => w.RunAsync("Ada"), new(id, "queue"))
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
