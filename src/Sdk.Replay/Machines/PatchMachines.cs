using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The patches of a run.</summary>
internal sealed class PatchMachines(CommandQueue queue, ActivationBuilder jobs)
{
    // sdk-core omits the list when its value would be this long: the server limits a search attribute to 2 KiB.
    private const int ChangeVersionLimitBytes = 2048;

    private SortedSet<string>? set;
    private HashSet<string>? announced;

    /// <summary>Adds jobs for the patches that the step about to be replayed recorded.</summary>
    public void Announce(ArraySegment<HistoryEvent> commandEvents)
    {
        foreach (var e in commandEvents)
        {
            if (e.EventType == EventType.MarkerRecorded
                && PatchMarker.TryRead(e, out var marker)
                && (announced ??= []).Add(marker.PatchId))
            {
                jobs.Add(new ActivationJob.NotifyHasPatch(marker.PatchId));
            }
        }
    }

    /// <summary>Workflow code uses the code of a patch.</summary>
    public void Set(WorkflowCommand.SetPatchMarker command, bool withChangeVersion)
    {
        set ??= new(StringComparer.Ordinal);
        if (!set.Add(command.PatchId))
        {
            return;
        }

        var list = PatchMarker.ToChangeVersion(set);
        var patch = new PatchMachine(new(command.PatchId, command.Deprecated), list, command.Site);
        queue.Add(patch, CommandType.RecordMarker);
        if (withChangeVersion && list.Data.Length < ChangeVersionLimitBytes)
        {
            queue.Add(patch, CommandType.UpsertWorkflowSearchAttributes);
        }
    }
}
