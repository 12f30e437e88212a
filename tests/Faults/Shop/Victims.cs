using System.Globalization;

namespace Cairn.Tests.Faults.Shop;

/// <summary>The programs that are killed.</summary>
internal static class Victims
{
    private const string Server = "Server: ";

    /// <summary>This test program, started once more as <see cref="ShopRole"/>.</summary>
    /// <param name="role">How it is to live.</param>
    /// <param name="data">Its folder.</param>
    /// <param name="life">The number of its life.</param>
    public static Victim StartShop(string role, string data, int life) => new(
        [typeof(Victims).Assembly.Location, role, data, life.ToString(CultureInfo.InvariantCulture)],
        (ShopRole.Recovering, Phase.Recovery),
        (ShopRole.Serving, Phase.Service));

    /// <summary>The command <c>cairn server start-dev</c>, which tells only when it serves.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="port">The port that it listens on.</param>
    public static Victim StartServer(string database, int port) => new(
        [
            Path.Combine(AppContext.BaseDirectory, "cairn.dll"), "server", "start-dev", "--headless",
            "--db-filename", database, "--port", port.ToString(CultureInfo.InvariantCulture),
        ],
        (Server, Phase.Service));
}
