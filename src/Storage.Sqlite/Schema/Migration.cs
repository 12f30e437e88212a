namespace Cairn.Storage.Sqlite.Schema;

/// <summary>One step from a schema version to the next. A released one never changes.</summary>
internal abstract class Migration
{
    /// <summary>The version that the schema has afterwards; each is one more than that of the step before.</summary>
    public abstract int Version { get; }

    /// <summary>The statements of the step; they run in one transaction with every other step that is due.</summary>
    public abstract string Sql { get; }
}
