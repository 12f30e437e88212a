using System.Globalization;
using System.Net;

namespace Cairn.Testing;

/// <summary>Reads the address that an environment is to serve.</summary>
internal static class TestAddress
{
    /// <summary>The address and port of a target; port 0 means a free one.</summary>
    /// <exception cref="ArgumentException">It is not of the form host:port, or the host is not of this machine.
    /// </exception>
    public static IPEndPoint Parse(string target)
    {
        var colon = target.LastIndexOf(':');
        var host = colon < 0 ? "" : target[..colon].Trim('[', ']');
        var address = host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var found) ? found : null;
        return address is not null
            && ushort.TryParse(target.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(address, port)
            : throw new ArgumentException(
                $"TargetHost of a test environment must be localhost:port or address:port, not \"{target}\". Leave it "
                + "null for an environment without ports.",
                nameof(target));
    }
}
