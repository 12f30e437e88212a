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

    /// <summary>Core: the command that ends a run goes last, even if the code made other commands after it.</summary>
    public const int MoveTerminalCommands = 3;

    /// <summary>
    /// .NET, in old histories only: the same rule as core flag 3. New work never uses it.
    /// </summary>
    public const int ReorderWorkflowCompletion = 1;

    /// <summary>
    /// .NET: handlers run before the run method of the same task, and one condition is settled at a time.
    /// </summary>
    public const int ApplyModernEventLoopLogic = 2;

    private const string TemporalName = "temporal-dotnet";

    // One bit for each number, because a cached run keeps these in memory. Numbers from 64 on are not in use.
    private ulong knownCore;
    private ulong knownLanguage;
    private ulong usedCore;
    private ulong usedLanguage;
    private string name = string.Empty;
    private string version = string.Empty;

    /// <summary>Reads the flags that a completed workflow task used.</summary>
    public void Learn(WorkflowTaskCompletedMetadata? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        name = metadata.SdkName.Length > 0 ? metadata.SdkName : name;
        version = metadata.SdkVersion.Length > 0 ? metadata.SdkVersion : version;
        knownCore |= ToBits(metadata.CoreUsedFlags);

        // The wire does not say which SDK a language flag belongs to: the same number means other things in other SDKs.
        if (name is "" or TemporalName or SdkIdentity.Name)
        {
            knownLanguage |= ToBits(metadata.LangUsedFlags);
        }
    }

    /// <summary>
    /// Whether the logic applies. Its first use outside a replay turns it on, to be recorded in history.
    /// </summary>
    public bool UseCore(int flag, bool isReplaying) =>
        Use(1UL << flag, isReplaying, ref knownCore, ref usedCore);

    /// <summary>The same for a flag of the .NET SDK.</summary>
    public bool UseLanguage(int flag, bool isReplaying) =>
        Use(1UL << flag, isReplaying, ref knownLanguage, ref usedLanguage);

    /// <summary>
    /// What the next completion records: flags that history lacks, and the SDK's name if it has changed.
    /// </summary>
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
