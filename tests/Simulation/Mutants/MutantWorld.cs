using System.Reflection;
using System.Runtime.Loader;

namespace Cairn.Tests.Simulation.Mutants;

/// <summary>The simulation, loaded once more on top of a mutant of the product.</summary>
/// <param name="mutant">The mutated assembly.</param>
internal sealed class MutantWorld(byte[] mutant) : AssemblyLoadContext(isCollectible: true)
{
    /// <summary>All that refers to what may be mutated: a type of two engines would be two types.</summary>
    private static readonly string[] Reloaded =
        ["Cairn.Engine", "Cairn.Storage", "Cairn.Runtime", "Cairn.Tests.Simulation"];

    private readonly string mutantName = NameOf(mutant);

    /// <summary>Runs seeds until one fails.</summary>
    /// <returns>What failed; null if nothing did in that many steps.</returns>
    public string? FirstFailure(int firstSeed, long steps)
    {
        var simulation = LoadFromAssemblyName(new AssemblyName("Cairn.Tests.Simulation"));
        var method = simulation.GetType(typeof(Campaign).FullName!)!.GetMethod(nameof(Campaign.FirstFailure))!;
        return (string?)method.Invoke(null, [firstSeed, steps]);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == mutantName)
        {
            return LoadFromStream(new MemoryStream(mutant));
        }

        return Reloaded.Contains(assemblyName.Name)
            ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"))
            : null;
    }

    private static string NameOf(byte[] assembly)
    {
        using var reader = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(assembly));
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(reader);
        return metadata.GetString(metadata.GetAssemblyDefinition().Name);
    }
}
