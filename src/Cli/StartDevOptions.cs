using System.Globalization;
using System.Net;

namespace Cairn.Cli;

/// <summary>What <c>cairn server start-dev</c> is told.</summary>
internal sealed record StartDevOptions
{
    /// <summary>How the command is written.</summary>
    public const string Usage = "Usage: cairn server start-dev [--db-filename FILE] [--port PORT] [--ip ADDRESS]";

    /// <summary>The database file; null keeps everything in memory.</summary>
    public string? DatabasePath { get; private init; }

    /// <summary>The port of the gRPC gate. Default: 7233; 0 takes a free one.</summary>
    public int Port { get; private init; } = 7233;

    /// <summary>The address of the gRPC gate. Default: 127.0.0.1.</summary>
    public IPAddress Address { get; private init; } = IPAddress.Loopback;

    /// <summary>Reads the words after the command; <c>--name value</c> and <c>--name=value</c> mean the same.</summary>
    /// <exception cref="FormatException">One of them is not understood.</exception>
    public static StartDevOptions Parse(IEnumerable<string> words)
    {
        var options = new StartDevOptions();
        var left = new Queue<string>(words.SelectMany(word =>
            word.StartsWith("--", StringComparison.Ordinal) ? word.Split('=', 2) : [word]));
        while (left.TryDequeue(out var name))
        {
            options = name switch
            {
                "--db-filename" => options with { DatabasePath = Value(name, left) },
                "--port" => options with { Port = ParsePort(Value(name, left)) },
                "--ip" => options with { Address = ParseAddress(Value(name, left)) },
                _ => throw new FormatException($"unknown option {name}. {Usage}"),
            };
        }

        return options;
    }

    private static string Value(string name, Queue<string> left) =>
        left.TryDequeue(out var value) ? value : throw new FormatException($"{name} needs a value. {Usage}");

    private static int ParsePort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new FormatException($"--port must be a number from 0 to 65535, not {text}.");

    private static IPAddress ParseAddress(string text) =>
        IPAddress.TryParse(text, out var address)
            ? address
            : throw new FormatException($"--ip must be an IP address, not {text}.");
}
