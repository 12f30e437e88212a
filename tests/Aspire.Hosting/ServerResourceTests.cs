using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Cairn.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cairn.Tests.Aspire.Hosting;

/// <summary>The model of an application with a server, without the orchestrator.</summary>
public sealed class ServerResourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_runs_the_command_with_its_port_its_database_and_its_namespaces()
    {
        var server = Application().AddCairnServer("cairn", port: 7233)
            .WithDatabase("cairn.db").WithNamespace("orders").Resource;
        Allocate(server, 7233, "61234");

        Assert.Equal("cairn", server.Command);
        Assert.Equal(
            [
                "server", "start-dev", "--port", "61234", "--db-filename", "cairn.db", "--namespace", "orders",
            ],
            await ArgumentsAsync(server));
    }

    [Fact]
    public void A_server_has_one_endpoint_that_speaks_http2()
    {
        var server = Application().AddCairnServer("cairn", port: 7233, command: "/opt/cairn").Resource;
        var endpoint = Assert.Single(server.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal(
            ("grpc", "http", "http2", 7233),
            (endpoint.Name, endpoint.UriScheme, endpoint.Transport, endpoint.Port));
        Assert.Equal("/opt/cairn", server.Command);
        Assert.Equal(
            "Endpoint=http://{cairn.bindings.grpc.host}:{cairn.bindings.grpc.port}",
            server.ConnectionStringExpression.ValueExpression);
    }

    [Theory]
    [InlineData("cairn", "")]
    [InlineData("eu", "eu")]
    public async Task A_reference_gives_a_variable_that_the_client_of_a_host_reads(string name, string client)
    {
        var application = Application();
        var server = application.AddCairnServer(name);
        var shop = application.AddExecutable("shop", "shop", ".").WithReference(server);
        Allocate(server.Resource, 7777, "61234");

        var variables = await VariablesAsync(shop.Resource);
        var value = Assert.Contains($"ConnectionStrings__{name}", variables);
        Assert.Equal("Endpoint=http://localhost:7777", value);

        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration[$"ConnectionStrings:{name}"] = value;
        _ = client.Length == 0 ? builder.Services.AddCairnClient() : builder.Services.AddKeyedCairnClient(client);
        using var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptionsMonitor<CairnClientConnectOptions>>().Get(client);
        Assert.Equal("localhost:7777", options.TargetHost);
        Assert.True(options.Tls!.Disabled);
    }

    [Fact]
    public void A_name_that_is_missing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Application().AddCairnServer(""));
        Assert.Throws<ArgumentException>(() => Application().AddCairnServer("cairn").WithDatabase(""));
        Assert.Throws<ArgumentException>(() => Application().AddCairnServer("cairn").WithNamespace(""));
    }

    private static IDistributedApplicationBuilder Application() => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { DisableDashboard = true });

    // The orchestrator does this when it starts the server.
    private static void Allocate(CairnServerResource server, int port, string targetPort)
    {
        var endpoint = server.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", port, targetPortExpression: targetPort);
    }

    private static async Task<string?[]> ArgumentsAsync(CairnServerResource server)
    {
        var arguments = new List<object>();
        var context = new CommandLineArgsCallbackContext(arguments, server, Token);
        foreach (var annotation in server.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return await Task.WhenAll(arguments.Select(ValueAsync));
    }

    private static async Task<Dictionary<string, string?>> VariablesAsync(ExecutableResource resource)
    {
        var context = new EnvironmentCallbackContext(
            new(DistributedApplicationOperation.Run), resource, cancellationToken: Token);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var values = new Dictionary<string, string?>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            values[name] = await ValueAsync(value);
        }

        return values;
    }

    private static async Task<string?> ValueAsync(object value) =>
        value is IValueProvider provider ? await provider.GetValueAsync(Token) : value.ToString();
}
