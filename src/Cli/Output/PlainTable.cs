namespace Cairn.Cli.Output;

/// <summary>Writes a table into a pipe: columns of spaces, no line broken, nothing cut.</summary>
internal static class PlainTable
{
    /// <summary>Writes it.</summary>
    public static void Write(
        TextWriter output,
        IReadOnlyList<string> columns,
        IReadOnlyList<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] lines =
        [
            columns, .. rows.Select(row => row.Select(Plain.Line).ToArray()),
        ];
        var widths = columns.Select((_, place) => lines.Max(line => line[place].Length)).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, place) => cell.PadRight(widths[place]))).TrimEnd());
        }
    }
}
