namespace Cairn.Tests.Compatibility;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds Cairn.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where what is installed and made lies; it outlives a test run.</summary>
    public static string Artifacts(params string[] path) => Path.Combine([Root, "artifacts", .. path]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cairn.slnx")))
        {
            folder = folder.Parent
                ?? throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not in the source tree.");
        }

        return folder.FullName;
    }
}
