using System.IO.Compression;
using System.Xml.Linq;

namespace Cairn.Tests.Packages;

/// <summary>What is in a file of a package.</summary>
internal sealed class Package
{
    private readonly string path;
    private readonly XElement metadata;

    public Package(string path)
    {
        this.path = path;
        using var archive = ZipFile.OpenRead(path);
        Files = [.. archive.Entries.Select(entry => entry.FullName)];
        using (var readme = new StreamReader(
            archive.GetEntry("README.md")?.Open() ?? Stream.Null, System.Text.Encoding.UTF8))
        {
            Readme = readme.ReadToEnd();
        }

        using var text = archive.Entries.Single(entry => Path.GetExtension(entry.Name) == ".nuspec").Open();
        metadata = XDocument.Load(text).Root!.Elements().Single();
    }

    /// <summary>The paths in it.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What its page shows; empty if it has none.</summary>
    public string Readme { get; }

    /// <summary>The packages of ours that it asks for, but whose types its users do not see.</summary>
    public IEnumerable<string> HiddenDependencies =>
        from each in metadata.Descendants()
        where each.Name.LocalName == "dependency"
        where ((string?)each.Attribute("exclude"))?.Split(',').Contains("Compile") == true
        let id = (string)each.Attribute("id")!
        where id.StartsWith("Cairn.", StringComparison.Ordinal)
        select id;

    /// <summary>A value of its description; empty if it has none.</summary>
    public string this[string name] =>
        metadata.Elements().SingleOrDefault(each => each.Name.LocalName == name)?.Value ?? "";

    /// <summary>The text of a file in it.</summary>
    public string Read(string file)
    {
        using var archive = ZipFile.OpenRead(path);
        using var text = new StreamReader(archive.GetEntry(file)!.Open());
        return text.ReadToEnd();
    }

    /// <summary>The kind of its repository.</summary>
    public string? RepositoryType => (string?)metadata.Elements()
        .SingleOrDefault(each => each.Name.LocalName == "repository")?.Attribute("type");
}
