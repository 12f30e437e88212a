using System.Text.RegularExpressions;

namespace Cairn.Extensions.Idempotency;

/// <summary>The table in which a database keeps what work has been done, and its results.</summary>
public static partial class RunOnceTable
{
    /// <summary>The name of the table if no other is chosen.</summary>
    public const string DefaultName = "cairn_run_once";

    /// <summary>
    /// The statement that makes the table, for SQLite and PostgreSQL. Rows may be deleted once no attempt of their
    /// activities can follow; <c>created_at</c> says when they were written.
    /// </summary>
    /// <param name="table">The table's name, with its schema if it has one.</param>
    /// <exception cref="ArgumentException">The name is none: letters, digits and underscores, with one dot.</exception>
    public static string CreateSql(string table = DefaultName)
    {
        Check(table);
        return $"""
            CREATE TABLE IF NOT EXISTS {table} (
                idempotency_key varchar(200) NOT NULL,
                name varchar(200) NOT NULL,
                result text NOT NULL,
                created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
                PRIMARY KEY (idempotency_key, name)
            )
            """;
    }

    internal static void Check(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!Name().IsMatch(table))
        {
            throw new ArgumentException(
                $"Table is \"{table}\", but must be a name of letters, digits and underscores, with its schema before "
                + "a dot if it has one",
                nameof(table));
        }
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?\z")]
    private static partial Regex Name();
}
