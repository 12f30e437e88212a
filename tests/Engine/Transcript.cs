using System.Text;

namespace Cairn.Tests.Engine;

/// <summary>
/// One story, as text: comments, then blocks of inputs, a line ----, what came out, and an empty line. The language of
/// the inputs is described in transcripts/README.md.
/// </summary>
internal static class Transcript
{
    private const string Separator = "----";

    /// <summary>Every transcript of the source tree, by chapter and case.</summary>
    public static IEnumerable<string> Names() => Directory
        .EnumerateFiles(Golden.Transcripts, "*.txt", SearchOption.AllDirectories)
        .Select(path => Path.ChangeExtension(Path.GetRelativePath(Golden.Transcripts, path), null))
        .Order(StringComparer.Ordinal);

    /// <summary>The file of a transcript.</summary>
    public static string PathOf(string name) => Path.Combine(Golden.Transcripts, name + ".txt");

    /// <summary>Plays the inputs of a transcript on a new stage, and writes the transcript that comes out.</summary>
    public static string Play(string text, Stage stage)
    {
        var result = new StringBuilder();
        var inputs = new List<string>();
        var inOutput = false;
        foreach (var line in text.Split('\n'))
        {
            if (inOutput)
            {
                inOutput = line.Length > 0;
            }
            else if (line == Separator)
            {
                result.Append(Separator).Append('\n');
                result.AppendJoin("", Outputs(stage, inputs).Select(output => output + "\n")).Append('\n');
                inputs.Clear();
                inOutput = true;
            }
            else if (line.Length > 0 || result.Length > 0)
            {
                result.Append(line).Append('\n');
                inputs.Add(line);
            }
        }

        return result.ToString().TrimEnd('\n') + "\n";
    }

    private static List<string> Outputs(Stage stage, List<string> inputs)
    {
        var outputs = InputLine.ParseAll(inputs).SelectMany(stage.Play).SelectMany(Lines.Wrap).ToList();
        return outputs.Count > 0 ? outputs : ["(nothing)"];
    }
}
