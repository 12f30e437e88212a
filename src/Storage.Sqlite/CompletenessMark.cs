using System.Buffers.Binary;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// Marks in a database file whether the file is complete without its log, so that a file that was copied without its
/// log is recognized. The mark is the application id in the header. The file is marked incomplete before the log is
/// copied into it, and complete in the log afterwards. So the file alone reads as incomplete, and the file with its log
/// as complete. A copy that SQLite made of both (a backup, or a program that copied the log and deleted it) reads as
/// complete too.
/// </summary>
internal static class CompletenessMark
{
    private const int Offset = 68; // Offset of the application id in the header of an SQLite file.
    private const int Complete = 0x4361726E; // "Carn" in ASCII.
    private const int Incomplete = 0x4361722B; // "Car+" in ASCII.

    /// <summary>Runs the statement that marks a database.</summary>
    public static void Write(Database database, bool isComplete) =>
        database.Execute($"PRAGMA application_id = {(isComplete ? Complete : Incomplete)}");

    /// <summary>Whether the header of a file says that it is complete; null if it is not a file of Cairn's.</summary>
    public static bool? Read(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32BigEndian(header[Offset..]) switch
    {
        Complete => true,
        Incomplete => false,
        _ => null,
    };
}
