namespace Cairn.Storage;

/// <summary>Why a store cannot be opened or used.</summary>
public enum StoreFailure
{
    /// <summary>The database is already open, in another process or in this one.</summary>
    InUse,

    /// <summary>The file is not a database.</summary>
    NotADatabase,

    /// <summary>The file is a database, but not one of Cairn's.</summary>
    Foreign,

    /// <summary>A newer Cairn wrote it, in a schema that this one does not know.</summary>
    NewerSchema,

    /// <summary>
    /// The database is damaged: truncated, overwritten, or a part is missing. If the data of one execution are damaged,
    /// <see cref="StoreException.Execution"/> names it. Trying again does not help.
    /// </summary>
    Corrupt,

    /// <summary>The database was created with another number of partitions, which cannot be changed later.</summary>
    OtherPartitions,

    /// <summary>The path cannot hold a database: it is a folder, its folder is missing, or is not writable.</summary>
    NoPlace,

    /// <summary>
    /// A read or write of the storage underneath failed. The caller may try again: the store works again when the cause
    /// is gone.
    /// </summary>
    Unavailable,
}
