namespace Cairn.Tests.Engine;

/// <summary>The chapters of transcripts are the specification of the engine.</summary>
public class TranscriptTests
{
    /// <summary>Every transcript.</summary>
    public static TheoryData<string> Names() => [.. Transcript.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_engine_does_is_what_the_transcript_says(string name)
    {
        var path = Transcript.PathOf(name);
        Golden.Compare(path, Transcript.Play(File.ReadAllText(path), new Stage()));
    }
}
