using System.Text;

namespace Cairn.Tests.Faults.Shop;

/// <summary>A file outside the store, to which lines are appended durably: it remembers what really was.</summary>
/// <param name="path">The file.</param>
public sealed class LineFile(string path)
{
    private readonly Lock gate = new();

    /// <summary>All lines so far.</summary>
    public string[] Read() => File.Exists(path) ? File.ReadAllLines(path) : [];

    /// <summary>Appends a line, in one write.</summary>
    public void Append(string line)
    {
        lock (gate)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            file.Flush(flushToDisk: true);
        }
    }
}
