using System.Diagnostics;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>
/// Finds the line of workflow code where the compiler does not supply it. This takes time, so only a replay does it:
/// only a replay reports lines.
/// </summary>
internal static class CodeSites
{
    private static readonly string? Sdk = typeof(CodeSites).Assembly.FullName;

    /// <summary>The line that calls the SDK; none unless this is a replay.</summary>
    public static CallSite OfCaller(WorkflowInstance instance) =>
        instance.IsReplaying ? Of(new StackTrace(fNeedFileInfo: true)) : default;

    /// <summary>The line that threw; none unless this is a replay.</summary>
    public static CallSite OfThrow(WorkflowInstance instance, Exception e) =>
        instance.IsReplaying ? Of(new StackTrace(e, fNeedFileInfo: true)) : default;

    private static CallSite Of(StackTrace trace)
    {
        var line = trace.GetFrames().FirstOrDefault(frame => frame.GetFileName() is not null
            && DiagnosticMethodInfo.Create(frame)?.DeclaringAssemblyName != Sdk);
        return line is null ? default : new(line.GetFileName(), line.GetFileLineNumber());
    }
}
