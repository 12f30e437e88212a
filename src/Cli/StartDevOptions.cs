using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Cairn.Api.Enums.V1;

namespace Cairn.Cli;

/// <summary>What <c>cairn server start-dev</c> is told.</summary>
internal sealed record StartDevOptions
{
    /// <summary>How the command is written.</summary>
    public const string Usage =
        "Usage: cairn server start-dev [--db-filename FILE] [--port PORT] [--ip ADDRESS] "
        + "[--search-attribute NAME=TYPE]...";

    /// <summary>The database file; null keeps everything in memory.</summary>
    public string? DatabasePath { get; private init; }

    /// <summary>The port of the gRPC gate. Default: 7233; 0 takes a free one.</summary>
    public int Port { get; private init; } = 7233;

    /// <summary>The address of the gRPC gate. Default: 127.0.0.1.</summary>
    public IPAddress Address { get; private init; } = IPAddress.Loopback;

    /// <summary>Search attributes of every namespace. Default: none.</summary>
    public ImmutableDictionary<string, IndexedValueType> SearchAttributes { get; private init; } =
        ImmutableDictionary<string, IndexedValueType>.Empty;

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
                "--search-attribute" => options with
                {
                    SearchAttributes = Add(options.SearchAttributes, Value(name, left)),
                },
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

    private static ImmutableDictionary<string, IndexedValueType> Add(
        ImmutableDictionary<string, IndexedValueType> known, string text) =>
        text.Split('=') is [{ Length: > 0 } name, { } type]
            && Enum.TryParse<IndexedValueType>(type, ignoreCase: true, out var parsed)
            && parsed != IndexedValueType.Unspecified
            && Enum.IsDefined(parsed)
                ? known.SetItem(name, parsed)
                : throw new FormatException(
                    $"--search-attribute must be NAME=TYPE, with one of the types Text, Keyword, Int, Double, Bool, "
                    + $"Datetime and KeywordList, not {text}.");

    private static IPAddress ParseAddress(string text) =>
        IPAddress.TryParse(text, out var address)
            ? address
            : throw new FormatException($"--ip must be an IP address, not {text}.");
}
