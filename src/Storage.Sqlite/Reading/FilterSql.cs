using Cairn.Engine.Visibility;

namespace Cairn.Storage.Sqlite.Reading;

/// <summary>A filter as SQL, added to the statement that it belongs to.</summary>
/// <param name="sql">The statement.</param>
internal sealed class FilterSql(ListSql sql)
{
    /// <summary>Adds a filter.</summary>
    public void Add(Filter filter)
    {
        switch (filter)
        {
            case Filter.All { Parts: [] }:
                sql.Add("1");
                break;
            case Filter.Any { Parts: [] }:
                sql.Add("0");
                break;
            case Filter.All all:
                Join(all.Parts, " AND ", 0, all.Parts.Count);
                break;
            case Filter.Any any:
                Join(any.Parts, " OR ", 0, any.Parts.Count);
                break;
            case Filter.Test { Attribute.Name: "ExecutionStatus" } test:
                AddStatus(test);
                break;
            case Filter.Test { Attribute.IsSystem: true } test:
                AddTest(test, () => AttributeSql.Add(sql, test.Attribute));
                break;
            case Filter.Test test:
                AddMembership(test);
                break;
            default:
                throw new InvalidOperationException("A filter is all, any or a test.");
        }
    }

    /// <summary>Joins parts by halves: SQLite takes many parts, but at most 1,000 levels of nesting.</summary>
    private void Join(IReadOnlyList<Filter> parts, string word, int from, int count)
    {
        if (count == 1)
        {
            Add(parts[from]);
            return;
        }

        var half = count / 2;
        sql.Add("(");
        Join(parts, word, from, half);
        sql.Add(word);
        Join(parts, word, from + half, count - half);
        sql.Add(")");
    }

    /// <summary>
    /// There are few statuses, so the test is made here and the query searches for the numbers that pass it.
    /// </summary>
    private void AddStatus(Filter.Test test)
    {
        var passing = ExecutionStatuses.ByNumber.Where(status => test.IsPassedBy([SearchValue.Of(status.Value)]));
        sql.Add($"status IN ({string.Join(',', passing.Select(status => status.Key))})");
    }

    private void AddMembership(Filter.Test test)
    {
        var name = test.Attribute.Name;
        switch (test.Operator)
        {
            case TestOperator.Missing:
                sql.Add("id NOT IN (SELECT execution FROM attributes WHERE name = ?)", name);
                break;
            case TestOperator.Exists:
                sql.Add("id IN (SELECT execution FROM attributes WHERE name = ?)", name);
                break;
            case TestOperator.NoneOf:
                sql.Add("(id IN (SELECT execution FROM attributes WHERE name = ?) AND NOT ", name);
                AddMembership(test with { Operator = TestOperator.OneOf });
                sql.Add(")");
                break;
            default:
                sql.Add("id IN (SELECT execution FROM attributes WHERE name = ? AND ", name);
                AddTest(test, () => sql.Add("value"));
                sql.Add(")");
                break;
        }
    }

    private void AddTest(Filter.Test test, Action addValue)
    {
        if (test.Operator is TestOperator.StartsWith or TestOperator.NotStartsWith)
        {
            AddBeginning(test, addValue);
            return;
        }

        addValue();
        switch (test.Operator)
        {
            case TestOperator.Missing:
                sql.Add(" IS NULL");
                break;
            case TestOperator.Exists:
                sql.Add(" IS NOT NULL");
                break;
            case TestOperator.OneOf or TestOperator.NoneOf:
                var question = string.Join(',', test.Values.Select(_ => '?'));
                sql.Add($"{(test.Operator == TestOperator.NoneOf ? " NOT" : "")} IN ({question})", [.. test.Values]);
                break;
            default:
                sql.Add($" {Sign(test.Operator)} ?", test.Values[0]);
                break;
        }
    }

    /// <summary>
    /// Texts that begin with a prefix lie between the prefix and the prefix followed by the byte F8: no character of
    /// UTF-8 contains that byte, and none begins with a greater one.
    /// </summary>
    private void AddBeginning(Filter.Test test, Action addValue)
    {
        sql.Add(test.Operator == TestOperator.NotStartsWith ? "NOT (" : "(");
        addValue();
        sql.Add(" >= ? AND ", test.Values[0]);
        addValue();
        sql.Add(" < ? || CAST(x'F8' AS TEXT))", test.Values[0]);
    }

    private static string Sign(TestOperator test) => test switch
    {
        TestOperator.Less => "<",
        TestOperator.AtLeast => ">=",
        TestOperator.Greater => ">",
        TestOperator.AtMost => "<=",
        _ => throw new InvalidOperationException($"{test} is no comparison."),
    };
}
