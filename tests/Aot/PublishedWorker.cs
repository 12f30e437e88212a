using System.Reflection;
using Cairn.Tests.Packages;

namespace Cairn.Tests.Aot;

/// <summary>The sample worker, compiled ahead of time by one <c>dotnet publish</c> for all tests.</summary>
public sealed class PublishedWorker : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-aot-");

    /// <summary>What the compilers wrote.</summary>
    public string Output { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var root = ValueOf("Root");
        // In the configuration of these tests, so that what they have built is not built again.
        Output = await Dotnet.RunAsync(
            root,
            "publish", "samples/AotWorker", "--nologo", "-c", ValueOf("Configuration"),
            "-p:TreatWarningsAsErrors=false", "-o", folder.FullName);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return default;
    }

    private static string ValueOf(string key) => typeof(PublishedWorker).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value!;

    /// <summary>Runs it to its end, and answers with all that it wrote.</summary>
    internal Task<string> RunAsync(params string[] words) =>
        Dotnet.RunAsync(folder.FullName, Path.Combine(folder.FullName, "Cairn.AotWorker"), words);
}
