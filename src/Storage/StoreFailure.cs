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

    /// <summary>
    /// It is damaged: truncated, overwritten, or a part is missing. If the data of one execution are damaged,
    /// <see cref="StoreException.Execution"/> names it. Trying again does not help.
    /// </summary>
    Corrupt,

    /// <summary>It was made with another number of partitions, which is fixed for its life.</summary>
    OtherPartitions,

    /// <summary>The path cannot hold a database: it is a folder, its folder is missing, or is not writable.</summary>
    NoPlace,

    /// <summary>
    /// Reading or writing failed underneath. It may be tried again: the store can be used again when the cause is gone.
    /// </summary>
    Unavailable,
}
