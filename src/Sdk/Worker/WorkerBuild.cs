using System.Reflection;

namespace Cairn.Worker;

/// <summary>
/// Which build of a program its workers run: histories name it, so that what a bad one did can be found and undone.
/// </summary>
internal static class WorkerBuild
{
    /// <summary>The id that the compiler gave the program: it is another one when its code is.</summary>
    public static readonly string Id = (Assembly.GetEntryAssembly() ?? typeof(WorkerBuild).Assembly)
        .ManifestModule.ModuleVersionId.ToString();
}
