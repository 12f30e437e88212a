namespace Cairn.Storage;

/// <summary>How large a store is now.</summary>
/// <param name="DatabaseBytes">The size of the database in bytes, without its log.</param>
/// <param name="LogBytes">The size of the log in bytes; the database takes it over now and then.</param>
/// <param name="FreeBytes">The free space of the disk that the database is on, in bytes; null if it is unknown.</param>
public readonly record struct StoreSize(long DatabaseBytes, long LogBytes, long? FreeBytes);
