using Cairn.Api.Sdk.V1;

namespace Cairn.Sdk.Replay;

/// <summary>
/// The numbered changes of logic that a run was made with. History records each when it is first used, so that a replay
/// behaves as the code of that time did. The numbers are Temporal's; Cairn adds none of its own to the core ones.
/// </summary>
internal sealed class SdkFlags
{
    /// <summary>Core: ids and types must agree on replay, not only the kinds of commands.</summary>
    public const int IdAndTypeDeterminismChecks = 1;

    /// <summary>Core: a patch also writes the list of patches as a search attribute.</summary>
    public const int UpsertSearchAttributeOnPatch = 2;

    /// <summary>Core: the command that ends a run goes last, whatever the code did after it.</summary>
    public const int MoveTerminalCommands = 3;

    /// <summary>.NET: handlers run before the run method of the same task, and one condition is settled at a time.</summary>
    public const int ApplyModernEventLoopLogic = 2;

    private const string TemporalName = "temporal-dotnet";

    private readonly SortedSet<uint> knownCore = [];
    private readonly SortedSet<uint> knownLanguage = [];
    private readonly SortedSet<uint> usedCore = [];
    private readonly SortedSet<uint> usedLanguage = [];
    private string name = string.Empty;
    private string version = string.Empty;

    /// <summary>Reads what a completed workflow task used.</summary>
    public void Learn(WorkflowTaskCompletedMetadata? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        name = metadata.SdkName.Length > 0 ? metadata.SdkName : name;
        version = metadata.SdkVersion.Length > 0 ? metadata.SdkVersion : version;
        knownCore.UnionWith(metadata.CoreUsedFlags);

        // Language flags are not told apart by SDK on the wire: another language's numbers mean other things.
        if (name is "" or TemporalName or SdkIdentity.Name)
        {
            knownLanguage.UnionWith(metadata.LangUsedFlags);
        }
    }

    /// <summary>Whether the logic applies; on first use outside a replay it is taken up and will be recorded.</summary>
    public bool UseCore(int flag, bool isReplaying) => Use(flag, isReplaying, knownCore, usedCore);

    /// <summary>The same for a flag of the .NET SDK.</summary>
    public bool UseLanguage(int flag, bool isReplaying) => Use(flag, isReplaying, knownLanguage, usedLanguage);

    /// <summary>What the next completion records: flags that history lacks, and who we are if that changed.</summary>
    public WorkflowTaskCompletedMetadata ToMetadata()
    {
        UseCore(IdAndTypeDeterminismChecks, isReplaying: false);
        UseCore(UpsertSearchAttributeOnPatch, isReplaying: false);
        UseCore(MoveTerminalCommands, isReplaying: false);
        var metadata = new WorkflowTaskCompletedMetadata
        {
            SdkName = name == SdkIdentity.Name ? string.Empty : SdkIdentity.Name,
            SdkVersion = name == SdkIdentity.Name && version == SdkIdentity.Version ? string.Empty : SdkIdentity.Version,
        };
        metadata.CoreUsedFlags.Add(usedCore);
        metadata.LangUsedFlags.Add(usedLanguage);
        usedCore.Clear();
        usedLanguage.Clear();
        return metadata;
    }

    private static bool Use(int flag, bool isReplaying, SortedSet<uint> known, SortedSet<uint> used)
    {
        if (known.Contains((uint)flag))
        {
            return true;
        }

        if (isReplaying)
        {
            return false;
        }

        known.Add((uint)flag);
        used.Add((uint)flag);
        return true;
    }
}
