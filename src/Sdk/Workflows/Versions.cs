using System.Globalization;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>The patches and versions of a run; an answer never changes within the run.</summary>
internal sealed class Versions(WorkflowInstance instance)
{
    private HashSet<string>? announced;
    private Dictionary<string, bool>? patches;
    private Dictionary<string, int>? versions;

    /// <summary>History has the marker of a patch.</summary>
    public void Announce(string patchId) => (announced ??= []).Add(patchId);

    /// <summary>Whether the run uses the code of a patch.</summary>
    public bool Patched(string patchId, bool deprecated)
    {
        RecordedText.RequireName(patchId, "The id of a patch");
        patches ??= [];
        if (patches.TryGetValue(patchId, out var known))
        {
            return known;
        }

        var applies = instance.IsReplaying
            ? announced?.Contains(patchId) == true
            : deprecated || instance.PatchActivation?.Invoke(new(instance.Info, patchId)) != false;
        if (instance.IsReadOnly)
        {
            return applies;
        }

        patches.Add(patchId, applies);
        if (applies || deprecated)
        {
            instance.AddCommand(new WorkflowCommand.SetPatchMarker(patchId, deprecated));
        }

        return applies;
    }

    /// <summary>The version of a change that the run uses: the patch "change-version" on the wire.</summary>
    public int GetVersion(string changeId, int minSupported, int maxSupported)
    {
        ArgumentNullException.ThrowIfNull(changeId);
        RecordedText.RequireName(changeId, "The id of a change");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minSupported, maxSupported);
        versions ??= [];
        if (!versions.TryGetValue(changeId, out var version))
        {
            version = instance.IsReplaying ? Recorded(changeId) : maxSupported;
            if (!instance.IsReadOnly)
            {
                versions.Add(changeId, version);
                if (version != Workflow.DefaultVersion)
                {
                    instance.AddCommand(
                        new WorkflowCommand.SetPatchMarker(PatchId(changeId, version), Deprecated: false));
                }
            }
        }

        return version >= minSupported && version <= maxSupported
            ? version
            : throw new InvalidWorkflowOperationException(
                $"The run has version {version} of change \"{changeId}\", but the code knows only "
                + $"{minSupported} to {maxSupported}");
    }

    private static string PatchId(string changeId, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{changeId}-{version}");

    private int Recorded(string changeId)
    {
        var highest = Workflow.DefaultVersion;
        foreach (var patchId in announced ?? [])
        {
            if (patchId.Length > changeId.Length
                && patchId.StartsWith(changeId, StringComparison.Ordinal)
                && patchId[changeId.Length] == '-'
                && int.TryParse(
                    patchId.AsSpan(changeId.Length + 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var found))
            {
                highest = Math.Max(highest, found);
            }
        }

        return highest;
    }
}
