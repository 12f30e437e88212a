using System.Reflection;

namespace Cairn.Tests.Packages;

/// <summary>The source tree that these tests were built from, and how it was built.</summary>
internal static class Repository
{
    private static readonly Dictionary<string, string?> s_metadata = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(each => each.Key, each => each.Value);

    /// <summary>The folder that holds Cairn.slnx.</summary>
    public static string Root => Path.GetFullPath(s_metadata["Root"]!);

    /// <summary>The version of every package.</summary>
    public static string Version => s_metadata["Version"]!;

    /// <summary>Debug or Release.</summary>
    public static string Configuration => s_metadata["Configuration"]!;
}
