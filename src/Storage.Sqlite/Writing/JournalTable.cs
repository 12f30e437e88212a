namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// Writes the table <c>journal</c>: entries are appended at its end, and deleted only with their execution.
/// </summary>
internal sealed class JournalTable(Database database)
{
    private readonly Statement append =
        database.Prepare("INSERT INTO journal (seq, previous, data) VALUES (?1, ?2, ?3)");

    private readonly Statement delete = database.Prepare("""
        WITH RECURSIVE chain (seq, previous) AS (
            SELECT seq, previous FROM journal WHERE seq = ?1
            UNION ALL
            SELECT journal.seq, journal.previous FROM journal JOIN chain ON journal.seq = chain.previous)
        DELETE FROM journal WHERE seq IN (SELECT seq FROM chain)
        """);

    private long last = database.Query("SELECT max(seq) FROM journal");

    /// <summary>Appends an entry after another one of the same execution. Returns its row id.</summary>
    public long Append(long? previous, ReadOnlySpan<byte> entry)
    {
        append.Bind(1, ++last).Bind(2, previous).Bind(3, entry).Run();
        return last;
    }

    /// <summary>Deletes an entry and all entries before it: the journal of one execution.</summary>
    public void DeleteChain(long newest) => delete.Bind(1, newest).Run();

    /// <summary>Reads the end of the table again: the transaction that appended was rolled back.</summary>
    public void Forget() => last = database.Query("SELECT max(seq) FROM journal");
}
