using Cairn.Common;

namespace Cairn.Client;

/// <summary>Calls the plugins of a client.</summary>
internal static class ClientPlugins
{
    /// <summary>Lets them change the options.</summary>
    public static void Configure(CairnClientOptions options)
    {
        OptionValues.NoneNull(options.Plugins);
        foreach (var plugin in options.Plugins ?? [])
        {
            plugin.ConfigureClient(options);
        }
    }

    /// <summary>Connects through them; the first one is the outermost.</summary>
    public static Task<CairnConnection> ConnectAsync(CairnClientConnectOptions options)
    {
        OptionValues.NoneNull(options.Plugins);
        Func<CairnClientConnectOptions, Task<CairnConnection>> connect = CairnConnection.ConnectAsync;
        foreach (var plugin in (options.Plugins ?? []).Reverse())
        {
            var next = connect;
            connect = given => plugin.ConnectAsync(given, next);
        }

        return connect((CairnClientConnectOptions)options.Clone());
    }
}
