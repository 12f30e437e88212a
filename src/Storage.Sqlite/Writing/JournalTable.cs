namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// The table <c>journal</c> as the writer sees it: entries go to its end, and nothing is ever changed.
/// </summary>
internal sealed class JournalTable(Database database)
{
    private readonly Statement append =
        database.Prepare("INSERT INTO journal (seq, previous, data) VALUES (?1, ?2, ?3)");

    private long last = database.Query("SELECT max(seq) FROM journal");

    /// <summary>Appends an entry behind another one of the same execution, and says where it is.</summary>
    public long Append(long? previous, ReadOnlySpan<byte> entry)
    {
        append.Bind(1, ++last).Bind(2, previous).Bind(3, entry).Run();
        return last;
    }

    /// <summary>Reads the end of the table anew: the transaction that appended was rolled back.</summary>
    public void Forget() => last = database.Query("SELECT max(seq) FROM journal");
}
