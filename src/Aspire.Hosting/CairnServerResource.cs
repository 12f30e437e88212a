namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Cairn server that runs beside the projects of an application.</summary>
/// <param name="name">The name of the resource, and of its connection string.</param>
/// <param name="command">The program: <c>cairn</c>, or its path.</param>
/// <param name="workingDirectory">The folder that it runs in.</param>
public sealed class CairnServerResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithConnectionString
{
    /// <summary>The name of its endpoint.</summary>
    internal const string EndpointName = "grpc";

    /// <summary>Where it takes calls of clients and workers.</summary>
    public EndpointReference GrpcEndpoint => field ??= new(this, EndpointName);

    /// <summary>The connection string: <c>Endpoint=http://host:port</c>.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint=http://{GrpcEndpoint.Property(EndpointProperty.HostAndPort)}");
}
