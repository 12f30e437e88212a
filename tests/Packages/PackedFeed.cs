namespace Cairn.Tests.Packages;

/// <summary>A folder with everything that one <c>dotnet pack</c> at the root of the repository makes.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-packages-");

    /// <summary>The packages.</summary>
    public string Folder => Path.Combine(folder.FullName, "feed");

    /// <summary>Makes an empty folder whose packages come from here and from where they come on this machine.</summary>
    public string Stranger(string name)
    {
        var empty = folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(empty, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <packageSources>
                <add key="cairn" value="{Folder}" />
              </packageSources>
            </configuration>
            """);
        return empty;
    }

    /// <summary>The ids of the packages of a kind.</summary>
    /// <param name="extension">nupkg, or snupkg for the symbols.</param>
    internal IEnumerable<string> Ids(string extension) => Directory.EnumerateFiles(Folder, $"*.{extension}")
        .Select(path => Path.GetFileName(path)[..^$".{Repository.Version}.{extension}".Length])
        .Order(StringComparer.Ordinal);

    /// <summary>Opens a package.</summary>
    internal Package Open(string id, string extension = "nupkg") =>
        new(Path.Combine(Folder, $"{id}.{Repository.Version}.{extension}"));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Dotnet.RunAsync(
        Repository.Root, "pack", "Cairn.slnx", "--no-build", "-c", Repository.Configuration, "-o", Folder);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return default;
    }
}
