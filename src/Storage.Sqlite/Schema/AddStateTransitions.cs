namespace Cairn.Storage.Sqlite.Schema;

/// <summary>
/// Adds how often the state of an execution has changed. For rows from before this version only the number of writes is
/// known.
/// </summary>
internal sealed class AddStateTransitions : Migration
{
    public override int Version => 4;

    public override string Sql => """
        ALTER TABLE executions ADD COLUMN state_transitions INTEGER NOT NULL DEFAULT 0;
        UPDATE executions SET state_transitions = version;
        """;
}
