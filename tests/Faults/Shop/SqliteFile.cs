using SQLitePCL;

namespace Cairn.Tests.Faults.Shop;

/// <summary>A database file, as SQLite itself sees it.</summary>
internal static class SqliteFile
{
    /// <summary>What SQLite's own check says; "ok" if nothing is wrong.</summary>
    public static string Check(string path)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READWRITE, null));
        using (database)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(database, "PRAGMA integrity_check", out var check));
            using (check)
            {
                Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(check));
                return raw.sqlite3_column_text(check, 0).utf8_to_string();
            }
        }
    }
}
