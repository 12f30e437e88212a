using Microsoft.CodeAnalysis;
using static Cairn.Sdk.CodeFixes.Changes;

namespace Cairn.Sdk.CodeFixes;

/// <summary>The table of changes: for a forbidden member, or for a rule.</summary>
internal static class Fixes
{
    private static readonly Fix ToStep = new("Run it as a step: Workflow.RunStepAsync", RunAsStep);

    private static readonly Fix GoOn = new("Use await", TaskChanges.AwaitAndGoOn);

    private static readonly Fix ToLog = new("Use Workflow.Logger", Log);

    private static readonly Dictionary<string, Fix[]> ByMember = new()
    {
        ["System.DateTime.UtcNow"] = [Instead("Workflow.UtcNow")],
        ["System.DateTime.Now"] = [Instead("Workflow.UtcNow", "UTC, not local time")],
        ["System.DateTime.Today"] = [Instead("Workflow.UtcNow.Date", "UTC, not local time")],
        ["System.DateTimeOffset.UtcNow"] = [Instead("Workflow.TimeProvider.GetUtcNow()")],
        ["System.DateTimeOffset.Now"] = [Instead("Workflow.TimeProvider.GetUtcNow()", "UTC, not local time")],
        ["System.Diagnostics.Stopwatch.GetTimestamp"] = [Instead("Workflow.TimeProvider.GetTimestamp()")],
        ["System.Diagnostics.Stopwatch.GetElapsedTime"] = [Renamed("Workflow.TimeProvider.GetElapsedTime")],
        ["System.TimeProvider.System"] = [Instead("Workflow.TimeProvider")],
        ["System.Random..ctor"] = [Instead("Workflow.Random")],
        ["System.Random.Shared"] = [Instead("Workflow.Random")],
        ["System.Guid.NewGuid"] = [Instead("Workflow.NewGuid()")],
        ["System.Guid.CreateVersion7"] = [Instead("Workflow.NewGuid()")],
        ["System.Globalization.CultureInfo.CurrentCulture"] = [Invariant()],
        ["System.Globalization.CultureInfo.CurrentUICulture"] = [Invariant()],
        ["System.String.ToUpper"] = [new("Use ToUpperInvariant", use => Named(use, "ToUpperInvariant"))],
        ["System.String.ToLower"] = [new("Use ToLowerInvariant", use => Named(use, "ToLowerInvariant"))],
        ["System.Threading.Tasks.Task.Run"] =
        [
            new("Use Workflow.RunTaskAsync", use =>
                ReturnsTask(use.Method?.Parameters[0].Type) ? Rename(use, "Workflow.RunTaskAsync") : null),
        ],
        ["System.Threading.Tasks.Task.Delay"] =
        [
            Renamed("Workflow.DelayAsync"),
            new("Add Workflow.TimeProvider", AddTimeProvider),
        ],
        ["System.Threading.Tasks.Task.WhenAny"] = [Renamed("Workflow.WhenAnyAsync")],
        ["System.Threading.Tasks.Task.WhenAll"] = [Renamed("Workflow.WhenAllAsync")],
        ["System.Threading.Tasks.Task.Wait"] = [new("Use await", AwaitReceiver)],
        ["System.Threading.Thread.Sleep"] =
            [new("Use await Workflow.DelayAsync", use => RenameAndAwait(use, "Workflow.DelayAsync"))],
        ["System.Threading.PeriodicTimer..ctor"] = [new("Add Workflow.TimeProvider", AddTimeProvider)],
        ["System.Threading.CancellationTokenSource..ctor"] = [new("Add Workflow.TimeProvider", AddTimeProvider)],
        ["System.Threading.Tasks.Task.WaitAsync"] = [new("Add Workflow.TimeProvider", AddTimeProvider)],
        ["System.Threading.Tasks.Task`1.WaitAsync"] = [new("Add Workflow.TimeProvider", AddTimeProvider)],
        ["System.Threading.CancellationTokenSource.CancelAsync"] = [new("Use Cancel", CancelNow)],
        ["System.Threading.Tasks.Task.ContinueWith"] = [GoOn],
        ["System.Threading.Tasks.Task`1.ContinueWith"] = [GoOn],
        ["System.Threading.Tasks.Task.WhenEach"] = [new("Use Workflow.WhenAnyAsync", TaskChanges.WaitForAny)],
        ["System.Console.WriteLine"] = [ToLog],
        ["System.Console.Write"] = [ToLog],
        ["System.Diagnostics.Debug.WriteLine"] = [ToLog],
        ["System.Diagnostics.Trace.WriteLine"] = [ToLog],
        ["System.Diagnostics.Trace.TraceInformation"] = [ToLog],
        ["Logger"] = [Instead("Workflow.Logger")],
        ["System.Object.GetHashCode"] = [new("Use a hash that is the same everywhere", HashText)],
        ["Result"] = [new("Use await", AwaitReceiver)],
        ["GetResult"] = [new("Use await", AwaitInner)],
        ["await"] = [new("Use await", AwaitWhole)],
        ["lock"] = [new("Leave the lock out", Unlock)],
        ["Task"] = [new("Return a Task", ReturnTask)],
        ["OrderBy"] = [new("Sort it", Sort)],
        ["static"] = [new("Make it a field of the workflow", MakeInstance)],
    };

    /// <summary>The changes for a finding.</summary>
    /// <param name="rule">The code of the rule.</param>
    /// <param name="member">What the diagnostic says about the place.</param>
    public static IEnumerable<Fix> For(string rule, string member) => rule switch
    {
        "CAIRN0206" => [new("Leave ConfigureAwait out", RemoveCall)],
        "CAIRN0108" when member.EndsWith(".Parse", StringComparison.Ordinal) =>
            [new("Add CultureInfo.InvariantCulture", AddInvariantCulture)],
        "CAIRN0402" or "CAIRN0403" or "CAIRN0404" => [ToStep],
        _ => ByMember.TryGetValue(member, out var fixes) ? fixes : [],
    };

    private static Fix Instead(string expression, string? note = null) => new(
        note is null ? $"Use {expression}" : $"Use {expression} ({note})",
        use => use.Whole is { } whole ? use.With(whole, Expression(expression)) : null);

    private static Fix Renamed(string method) => new($"Use {method}", use => Rename(use, method));

    private static Fix Invariant() => new("Use CultureInfo.InvariantCulture", use => Named(use, "InvariantCulture"));

    private static bool ReturnsTask(ITypeSymbol? function) =>
        function is INamedTypeSymbol { DelegateInvokeMethod.ReturnType.Name: "Task" };
}
