namespace Cairn.Storage.Sqlite.Schema;

/// <summary>
/// How often the state of an execution has changed. Of what was written before this version, only how often it was
/// written is known.
/// </summary>
internal sealed class AddStateTransitions : Migration
{
    public override int Version => 4;

    public override string Sql => """
        ALTER TABLE executions ADD COLUMN state_transitions INTEGER NOT NULL DEFAULT 0;
        UPDATE executions SET state_transitions = version;
        """;
}
