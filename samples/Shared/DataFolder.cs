namespace Samples;

/// <summary>The folder of a sample's files.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly bool isTemporary;

    /// <summary>Opens a folder, and creates it if need be.</summary>
    /// <param name="path">The folder; null means a temporary one, which is deleted at the end.</param>
    internal DataFolder(string? path)
    {
        isTemporary = path is null;
        folder = path is null ? Directory.CreateTempSubdirectory("cairn-sample-") : Directory.CreateDirectory(path);
    }

    /// <summary>The SQLite file of the engine.</summary>
    public string Database => File("cairn.db");

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(folder.FullName, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isTemporary)
        {
            folder.Delete(recursive: true);
        }
    }
}
