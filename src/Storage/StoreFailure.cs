namespace Cairn.Storage;

/// <summary>Why a store cannot be opened, or cannot be used any longer.</summary>
public enum StoreFailure
{
    /// <summary>Somebody has it open already: another process, or this one.</summary>
    InUse,

    /// <summary>What is there is no database at all.</summary>
    NotADatabase,

    /// <summary>What is there is a database, but none of Cairn's.</summary>
    Foreign,

    /// <summary>A newer Cairn wrote it, in a schema that this one does not know.</summary>
    NewerSchema,

    /// <summary>It is damaged: truncated, overwritten, or a part is missing.</summary>
    Corrupt,

    /// <summary>
    /// Reading or writing failed underneath. If it was a commit that failed, the store answers nothing until it is
    /// opened anew.
    /// </summary>
    Unavailable,
}
