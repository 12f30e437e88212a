namespace Cairn.Storage.Sqlite.Schema;

/// <summary>One step from a schema version to the next. A released step never changes.</summary>
internal abstract class Migration
{
    /// <summary>The version of the schema after the step: one more than after the step before.</summary>
    public abstract int Version { get; }

    /// <summary>The statements of the step; all steps that are due run in one transaction.</summary>
    public abstract string Sql { get; }
}
