using System.Buffers.Binary;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// Says of a database file whether it is complete without its log, so that a file that was copied without its log is
/// known. It is the application id in the header. The file is marked incomplete before the log is copied into it, and
/// complete in the log afterwards: the file alone reads as incomplete, the file with its log as complete, and so does
/// what SQLite made of both (a backup, or another program that copied the log and deleted it).
/// </summary>
internal static class CompletenessMark
{
    private const int Offset = 68; // Of the application id in the header of an SQLite file.
    private const int Complete = 0x4361726E; // "Carn" in ASCII.
    private const int Incomplete = 0x4361722B; // "Car+" in ASCII.

    /// <summary>The statement that marks a database.</summary>
    public static void Write(Database database, bool isComplete) =>
        database.Execute($"PRAGMA application_id = {(isComplete ? Complete : Incomplete)}");

    /// <summary>What the header of a file says; null if it is not a file of Cairn's.</summary>
    public static bool? Read(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32BigEndian(header[Offset..]) switch
    {
        Complete => true,
        Incomplete => false,
        _ => null,
    };
}
