using Cairn.Api.Common.V1;
using Cairn.Engine.Visibility;
using Google.Protobuf;

namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// Writes the tables <c>properties</c> and <c>attributes</c>, only when memo or search attributes change.
/// </summary>
internal sealed class PropertyTable(Database database)
{
    private readonly Statement write = database.Prepare(
        "INSERT OR REPLACE INTO properties (execution, memo, search_attributes) VALUES (?1, ?2, ?3)");

    private readonly Statement delete = database.Prepare("DELETE FROM attributes WHERE execution = ?1");
    private readonly Statement insert =
        database.Prepare("INSERT OR IGNORE INTO attributes (name, value, execution) VALUES (?1, ?2, ?3)");

    /// <summary>Writes the properties of a head that differ from its row.</summary>
    public void Write(ExecutionRow row, ExecutionHead head)
    {
        var (memo, attributes) = row.Properties;
        var hasOtherAttributes = !Equals(attributes, head.SearchAttributes);
        if (!hasOtherAttributes && Equals(memo, head.Memo))
        {
            return;
        }

        Bind(Bind(write.Bind(1, row.Id), 2, head.Memo), 3, head.SearchAttributes).Run();
        if (hasOtherAttributes)
        {
            WriteValues(row.Id, attributes, head.SearchAttributes);
        }

        row.Properties = (head.Memo, head.SearchAttributes);
    }

    private void WriteValues(long execution, SearchAttributes? before, SearchAttributes? after)
    {
        if (before is not null)
        {
            delete.Bind(1, execution).Run();
        }

        foreach (var (name, payload) in after?.IndexedFields ?? [])
        {
            foreach (var value in SearchPayloads.Read(payload))
            {
                insert.Bind(1, name).Bind(2, value).Bind(3, execution).Run();
            }
        }
    }

    private static Statement Bind(Statement statement, int index, IMessage? message) =>
        message is null ? statement.Bind(index, (long?)null) : statement.Bind(index, message.ToByteArray());
}
