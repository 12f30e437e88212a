namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>The section Cairn of a host's configuration, whose shape is checked when the host starts.</summary>
internal sealed class HostSections
{
    /// <summary>The path of the section.</summary>
    public const string Root = "Cairn";

    /// <summary>The path of the section of an engine in the host.</summary>
    public const string Engine = "Cairn:Engine";

    /// <summary>The path of the section of the client without a key.</summary>
    public const string Client = "Cairn:Client";

    /// <summary>The path of the sections of clients with keys.</summary>
    public const string Clients = "Cairn:Clients";

    /// <summary>The path of the sections of workers.</summary>
    public const string Workers = "Cairn:Workers";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Client, Clients, Engine, Workers];
}
