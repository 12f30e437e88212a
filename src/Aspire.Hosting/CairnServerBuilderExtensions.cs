using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds Cairn servers to an application.</summary>
public static class CairnServerBuilderExtensions
{
    /// <summary>
    /// Adds a Cairn server, by the command <c>cairn server start-dev</c>. It keeps everything in memory, unless <see
    /// cref="WithDatabase"/> names a file.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource, and of its connection string.</param>
    /// <param name="port">The port of its endpoint; null, the default, means any that is free.</param>
    /// <param name="command">The program. Default <c>cairn</c>, which the tool Cairn.Cli installs.</param>
    public static IResourceBuilder<CairnServerResource> AddCairnServer(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        string command = "cairn")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(command);
        var server = new CairnServerResource(name, command, builder.AppHostDirectory);
        return builder.AddResource(server)
            .WithEndpoint(port: port, scheme: "http", name: CairnServerResource.EndpointName)
            .WithEndpoint(CairnServerResource.EndpointName, endpoint => endpoint.Transport = "http2")
            .WithArgs(context =>
            {
                context.Args.Add("server");
                context.Args.Add("start-dev");
                context.Args.Add("--port");
                context.Args.Add(server.GrpcEndpoint.Property(EndpointProperty.TargetPort));
            });
    }

    /// <summary>Keeps the data of the server in a SQLite file, so that they outlive it.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="path">The file; a relative path begins at the folder of the application's project.</param>
    public static IResourceBuilder<CairnServerResource> WithDatabase(
        this IResourceBuilder<CairnServerResource> builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.WithArgs("--db-filename", path);
    }

    /// <summary>Creates a namespace when the server starts, if it does not exist.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The namespace.</param>
    public static IResourceBuilder<CairnServerResource> WithNamespace(
        this IResourceBuilder<CairnServerResource> builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.WithArgs("--namespace", name);
    }
}
