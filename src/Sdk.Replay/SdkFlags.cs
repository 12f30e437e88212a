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

    /// <summary>
    /// .NET, in old histories only: what flag 3 of core does now. Never taken up in new work.
    /// </summary>
    public const int ReorderWorkflowCompletion = 1;

    /// <summary>
    /// .NET: handlers run before the run method of the same task, and one condition is settled at a time.
    /// </summary>
    public const int ApplyModernEventLoopLogic = 2;

    private const string TemporalName = "temporal-dotnet";

    // Bits by number: a run has these in memory for as long as it is cached. Numbers of 64 and more are nobody's yet.
    private ulong knownCore;
    private ulong knownLanguage;
    private ulong usedCore;
    private ulong usedLanguage;
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
        knownCore |= ToBits(metadata.CoreUsedFlags);

        // Language flags are not told apart by SDK on the wire: another language's numbers mean other things.
        if (name is "" or TemporalName or SdkIdentity.Name)
        {
            knownLanguage |= ToBits(metadata.LangUsedFlags);
        }
    }

    /// <summary>Whether the logic applies; on first use outside a replay it is taken up and will be recorded.</summary>
    public bool UseCore(int flag, bool isReplaying) =>
        Use(1UL << flag, isReplaying, ref knownCore, ref usedCore);

    /// <summary>The same for a flag of the .NET SDK.</summary>
    public bool UseLanguage(int flag, bool isReplaying) =>
        Use(1UL << flag, isReplaying, ref knownLanguage, ref usedLanguage);

    /// <summary>What the next completion records: flags that history lacks, and who we are if that changed.</summary>
    public WorkflowTaskCompletedMetadata ToMetadata()
    {
        UseCore(IdAndTypeDeterminismChecks, isReplaying: false);
        UseCore(UpsertSearchAttributeOnPatch, isReplaying: false);
        UseCore(MoveTerminalCommands, isReplaying: false);
        var isKnown = name == SdkIdentity.Name;
        var metadata = new WorkflowTaskCompletedMetadata
        {
            SdkName = isKnown ? string.Empty : SdkIdentity.Name,
            SdkVersion = isKnown && version == SdkIdentity.Version ? string.Empty : SdkIdentity.Version,
        };
        if ((usedCore | usedLanguage) != 0)
        {
            metadata.CoreUsedFlags.Add(ToNumbers(usedCore));
            metadata.LangUsedFlags.Add(ToNumbers(usedLanguage));
            (usedCore, usedLanguage) = (0, 0);
        }

        return metadata;
    }

    private static ulong ToBits(IEnumerable<uint> numbers) =>
        numbers.Where(number => number < 64).Aggregate(0UL, (bits, number) => bits | (1UL << (int)number));

    private static IEnumerable<uint> ToNumbers(ulong bits) =>
        Enumerable.Range(0, 64).Where(number => (bits & (1UL << number)) != 0).Select(number => (uint)number);

    private static bool Use(ulong flag, bool isReplaying, ref ulong known, ref ulong used)
    {
        if ((known & flag) != 0)
        {
            return true;
        }

        if (isReplaying)
        {
            return false;
        }

        known |= flag;
        used |= flag;
        return true;
    }
}
