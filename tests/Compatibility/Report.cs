namespace Cairn.Tests.Compatibility;

/// <summary>What a run says beside its counts: artifacts/node/report.txt, which .ci/run shows.</summary>
internal static class Report
{
    private static readonly string s_path = Checkout.Artifacts("node", "report.txt");

    /// <summary>Adds a line.</summary>
    public static void Say(string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(s_path)!);
        File.AppendAllText(s_path, $"{line}\n");
    }
}
