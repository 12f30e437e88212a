namespace Cairn.Storage.Sqlite.Schema;

/// <summary>
/// Adds what lists need: the facts of a head that they show, search attributes, and the order of lists.
/// </summary>
/// <remarks>
/// Memo and search attributes in their wire format are in their own table, which is written only when they change.
/// <c>attributes</c> has each value once more, so that it can be searched. The index <c>listed</c> has the order of
/// lists (open executions first) and the columns that most filters test, so that they need not read the rows. An empty
/// blob is greater than every number: it stands for the close time of an open execution. A row from before this version
/// gets its facts with its next write.
/// </remarks>
internal sealed class AddVisibility : Migration
{
    public override int Version => 3;

    public override string Sql => """
        ALTER TABLE executions ADD COLUMN execution_time INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE executions ADD COLUMN history_bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE executions ADD COLUMN parent_workflow_id TEXT;
        ALTER TABLE executions ADD COLUMN parent_run_id TEXT;
        ALTER TABLE executions ADD COLUMN root_workflow_id TEXT;
        ALTER TABLE executions ADD COLUMN root_run_id TEXT;
        UPDATE executions SET execution_time = start_time;

        CREATE TABLE properties (
            execution INTEGER PRIMARY KEY,
            memo BLOB,
            search_attributes BLOB
        );

        CREATE TABLE attributes (
            name TEXT NOT NULL,
            value NOT NULL,
            execution INTEGER NOT NULL,
            PRIMARY KEY (name, value, execution)
        ) WITHOUT ROWID;

        CREATE INDEX attributes_of ON attributes (execution);

        CREATE TRIGGER properties_go AFTER DELETE ON executions BEGIN
            DELETE FROM properties WHERE execution = old.id;
            DELETE FROM attributes WHERE execution = old.id;
        END;

        CREATE INDEX listed ON executions (
            namespace, coalesce(close_time, x'') DESC, start_time DESC, run_id, status, workflow_type);
        """;
}
