using System.Text;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Visibility;

namespace Cairn.Storage.Sqlite.Reading;

/// <summary>A list or a count as SQL. The text contains no value of a query: all values are bound.</summary>
internal sealed class ListSql
{
    private const string Namespace = "namespace = ?";

    // Greater than every number and text in SQLite's order of types.
    private const string Greatest = "x''";

    private readonly StringBuilder sql = new();
    private readonly List<SearchValue> values = [];

    /// <summary>A page of a list.</summary>
    public static ListSql Page(NamespaceName @namespace, ListQuery query, ListPlace? after, int limit)
    {
        var page = new ListSql();
        page.Add($"SELECT {HeadColumns.List} FROM {HeadColumns.From} WHERE {Namespace} AND ", @namespace.Value);
        new FilterSql(page).Add(query.Filter);
        if (after is not null)
        {
            page.AddAfter(after, query.Order);
        }

        page.Add(" ORDER BY ");
        foreach (var term in query.Order)
        {
            page.AddKey(term.Attribute);
            page.Add(term.IsDescending ? " DESC, " : ", ");
        }

        page.Add("run_id LIMIT ?", SearchValue.Of((long)limit));
        return page;
    }

    /// <summary>Counts in groups: the number, and the value that the group shares.</summary>
    public static ListSql Count(NamespaceName @namespace, ListQuery query)
    {
        var count = new ListSql();
        count.Add("SELECT count(*), ");
        if (query.GroupBy is { } attribute)
        {
            AttributeSql.Add(count, attribute);
        }
        else
        {
            count.Add("NULL");
        }

        count.Add($" FROM executions WHERE {Namespace} AND ", @namespace.Value);
        new FilterSql(count).Add(query.Filter);
        count.Add(query.GroupBy is null ? "" : " GROUP BY 2 ORDER BY 2");
        return count;
    }

    /// <summary>Adds text, and the values for its question marks.</summary>
    public void Add(string text, params ReadOnlySpan<SearchValue> bound)
    {
        sql.Append(text);
        values.AddRange(bound);
    }

    /// <summary>Adds text, and the value for its question mark.</summary>
    public void Add(string text, string bound) => Add(text, SearchValue.Of(bound));

    /// <summary>The statement, ready to run; the caller disposes it.</summary>
    public Statement Prepare(Database database)
    {
        var statement = database.PrepareOnce(sql.ToString());
        for (var i = 0; i < values.Count; i++)
        {
            statement.Bind(i + 1, values[i]);
        }

        return statement;
    }

    /// <summary>
    /// Selects the rows after a place: greater in the first key, or equal there and greater in the second one, and so
    /// on. The first key also has a bound of its own, so that SQLite can start at the place in an index.
    /// </summary>
    private void AddAfter(ListPlace after, IReadOnlyList<SortTerm> order)
    {
        Add(" AND ");
        AddKeyTest(order[0], order[0].IsDescending ? "<=" : ">=", after.Keys[0]);
        Add(" AND (");
        for (var i = 0; i < order.Count; i++)
        {
            AddKeyTest(order[i], order[i].IsDescending ? "<" : ">", after.Keys[i]);
            Add(" OR (");
            AddKeyTest(order[i], "=", after.Keys[i]);
            Add(" AND (");
        }

        Add("run_id > ?", after.RunId.Value);
        Add(new string(')', 2 * order.Count + 1));
    }

    private void AddKeyTest(SortTerm term, string test, SearchValue? value)
    {
        AddKey(term.Attribute);
        if (value is { } known)
        {
            Add($" {test} ?", known);
        }
        else
        {
            Add($" {test} {Greatest}");
        }
    }

    private void AddKey(SearchAttribute attribute)
    {
        if (AttributeSql.IsNeverNull(attribute))
        {
            AttributeSql.Add(this, attribute);
            return;
        }

        Add("coalesce(");
        AttributeSql.Add(this, attribute);
        Add($", {Greatest})");
    }
}
