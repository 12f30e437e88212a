using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cairn.Tests.Tidy.Purity;

/// <summary>A throw-away pure project, built for real with this repository's Directory.Build files.</summary>
internal sealed partial class PureBuild : IDisposable
{
    private static readonly string[] s_imported =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cairn-pure-");
    private readonly string _project;

    public PureBuild()
    {
        _project = Path.Combine(_folder.CreateSubdirectory("src/Pure").FullName, "Pure.csproj");
        foreach (var name in s_imported)
        {
            var original = Path.Combine(Repository.Root, name);
            File.WriteAllText(
                Path.Combine(_folder.FullName, name), $"<Project><Import Project=\"{original}\" /></Project>");
        }
        File.Copy(Path.Combine(Repository.Root, "global.json"), Path.Combine(_folder.FullName, "global.json"));
        File.WriteAllText(_project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <Pure>true</Pure>
              </PropertyGroup>
              <ItemGroup>
                <Using Include="System.Collections.Immutable" />
                <Using Include="System.Globalization" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Puts a file into the project.</summary>
    public void Add(string name, string text) =>
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(_project)!, name), text);

    /// <summary>Builds, and answers with every error: the file and the line of output.</summary>
    public ILookup<string, string> Errors()
    {
        using var build = Process.Start(Dotnet())!;
        var errors = build.StandardError.ReadToEndAsync();
        var output = build.StandardOutput.ReadToEnd() + errors.Result;
        build.WaitForExit();
        return Error().Matches(output).ToLookup(
            match => Path.GetFileName(match.Groups["file"].Value), match => match.Value);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // No server may outlive the build: it would hold the output open.
    private ProcessStartInfo Dotnet()
    {
        ProcessStartInfo start = new("dotnet",
            ["build", _project, "-v", "q", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        // A test run leaves its own settings of the build in the environment.
        var inherited = start.Environment.Keys
            .Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var key in inherited)
        {
            start.Environment.Remove(key);
        }
        return start;
    }

    [GeneratedRegex(@"^(?<file>[^(\r\n]*)(\([\d,]+\))?\s*: error [^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Error();
}
