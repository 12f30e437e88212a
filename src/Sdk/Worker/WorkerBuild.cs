using System.Reflection;

namespace Cairn.Worker;

/// <summary>
/// The build id of the program. Histories record it, so that the effects of a faulty build can be found and undone.
/// </summary>
internal static class WorkerBuild
{
    /// <summary>The id that the compiler gave the program: it changes with the code.</summary>
    public static readonly string Id = (Assembly.GetEntryAssembly() ?? typeof(WorkerBuild).Assembly)
        .ManifestModule.ModuleVersionId.ToString();
}
