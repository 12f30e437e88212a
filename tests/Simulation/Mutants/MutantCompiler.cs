using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Cairn.Tests.Simulation.Mutants;

/// <summary>Builds a project of the product from its sources, with one text replaced.</summary>
/// <param name="root">The folder of the repository.</param>
internal sealed class MutantCompiler(string root)
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    /// <summary>The assembly of a mutant.</summary>
    /// <exception cref="InvalidOperationException">It fits the sources no more, or does not compile.</exception>
    public byte[] Compile(Mutant mutant)
    {
        var name = $"Cairn.{mutant.Project}";
        var trees = Sources(mutant.Project).Select(path => Parse(path, mutant)).ToList();
        var compilation = CSharpCompilation.Create(name, trees, References(name), new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: true));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return result.Success ? stream.ToArray() : throw new InvalidOperationException(
            $"\"{mutant}\" does not compile:\n" + string.Join(
                '\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    /// <summary>The text of a mutant's file.</summary>
    /// <exception cref="InvalidOperationException">What it replaces does not stand there exactly once.</exception>
    public static string Mutate(Mutant mutant, string source) =>
        source.Split(mutant.Right).Length == 2
            ? source.Replace(mutant.Right, mutant.Wrong, StringComparison.Ordinal)
            : throw new InvalidOperationException(
                $"\"{mutant}\" does not fit {mutant.Project}/{mutant.File} any more: write it anew.");

    private SyntaxTree Parse(string path, Mutant mutant)
    {
        var source = File.ReadAllText(path);
        var isMutated = path == Path.Combine(root, "src", mutant.Project, mutant.File);
        return CSharpSyntaxTree.ParseText(
            SourceText.From(isMutated ? Mutate(mutant, source) : source, System.Text.Encoding.UTF8), Language, path);
    }

    /// <summary>The sources, and what the build and its source generators made of other files.</summary>
    private IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(
                Path.Combine(root, "artifacts/obj", project, Configuration), "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    private static IEnumerable<MetadataReference> References(string own) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != own)
            .Select(path => MetadataReference.CreateFromFile(path));
}
