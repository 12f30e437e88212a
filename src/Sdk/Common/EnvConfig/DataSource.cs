using System.Text;

namespace Cairn.Common.EnvConfig;

/// <summary>Where a part of the configuration is: in a file, or in memory.</summary>
public sealed class DataSource
{
    private const string PathKey = "path";
    private const string DataKey = "data";

    private DataSource()
    {
    }

    /// <summary>The path of the file; null if the data are in memory.</summary>
    public string? Path { get; private init; }

    /// <summary>The data; null if they are in a file.</summary>
    public byte[]? Data { get; private init; }

    /// <summary>A source that reads a file each time that it is asked.</summary>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    public static DataSource FromPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new() { Path = path };
    }

    /// <summary>A source of a text, which is encoded as UTF-8.</summary>
    /// <exception cref="ArgumentException">The text is null.</exception>
    public static DataSource FromUTF8String(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new() { Data = Encoding.UTF8.GetBytes(content) };
    }

    /// <summary>A source of bytes.</summary>
    /// <exception cref="ArgumentException">The bytes are null or empty.</exception>
    public static DataSource FromBytes(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Length == 0 ? throw new ArgumentException("data is empty", nameof(data)) : new() { Data = data };
    }

    /// <summary>The inverse of <see cref="ToDictionary"/>; null if there is neither data nor a path.</summary>
    public static DataSource? FromDictionary(IReadOnlyDictionary<string, string>? dictionary) =>
        dictionary?.GetValueOrDefault(DataKey) is { } data ? FromUTF8String(data)
        : dictionary?.GetValueOrDefault(PathKey) is { } path ? FromPath(path)
        : null;

    /// <summary>The data, read from the file if there is one.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? GetBytes() => Data ?? File.ReadAllBytes(Path!);

    /// <summary>A dictionary with the key <c>path</c>, or the key <c>data</c> with the data as UTF-8 text.</summary>
    public Dictionary<string, string>? ToDictionary() =>
        Data is { } data ? new() { [DataKey] = Encoding.UTF8.GetString(data) } : new() { [PathKey] = Path! };
}
