using System.Text;

namespace OrderSaga;

/// <summary>A file to which every effect appends one line, once: it stands for the outside world.</summary>
/// <param name="path">The file.</param>
public sealed class Ledger(string path)
{
    private readonly Lock gate = new();

    /// <summary>Appends a line, durably, if it is not there.</summary>
    /// <returns>Whether it was appended now.</returns>
    public bool Write(string line)
    {
        lock (gate)
        {
            if (Lines().Contains(line))
            {
                return false;
            }

            using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            file.Flush(flushToDisk: true);
            return true;
        }
    }

    /// <summary>Whether a line with this beginning is there.</summary>
    public bool Has(string beginning)
    {
        lock (gate)
        {
            return Lines().Any(line => line.StartsWith(beginning, StringComparison.Ordinal));
        }
    }

    private string[] Lines() => File.Exists(path) ? File.ReadAllLines(path) : [];
}
