using Cairn.Engine.Visibility;

namespace Cairn.Tests.Engine;

/// <summary>The list-filter language: what it means, and what it does not take.</summary>
public class ListQueryTests
{
    private static readonly Dictionary<string, SearchValue[]> s_execution = new()
    {
        ["WorkflowId"] = [SearchValue.Of("order-17")],
        ["WorkflowType"] = [SearchValue.Of("O'Hara")],
        ["ExecutionStatus"] = [SearchValue.Of("Completed")],
        ["StartTime"] = [SearchValue.Of(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero))],
        ["ExecutionDuration"] = [SearchValue.Of(5_400_000_000_000L)],
        ["Keyword"] = [SearchValue.Of("red")],
        ["Keywords"] = [SearchValue.Of("a"), SearchValue.Of("b")],
        ["Text"] = [SearchValue.Of("quick"), SearchValue.Of("fox")],
        ["Int"] = [SearchValue.Of(7L)],
        ["Double"] = [SearchValue.Of(0.5)],
        ["Bool"] = [SearchValue.Of(1L)],
        ["TemporalScheduledById"] = [SearchValue.Of("daily")],
    };

    [Theory]
    [InlineData("")]
    [InlineData("WorkflowId = 'order-17'")]
    [InlineData("workflowid = 'order-17' or `WorkflowId` = \"order-17\"", "invalid search attribute: workflowid")]
    [InlineData("WorkflowType = 'O''Hara' && WorkflowType = 'O\\'Hara'")]
    [InlineData("ExecutionStatus = 'Completed' AND ExecutionStatus = 2 AND ExecutionStatus IN ('Failed', 'Completed')")]
    [InlineData("ExecutionStatus != 'Running' AND NOT ExecutionStatus = 'Failed'")]
    [InlineData("StartTime > '2030-01-01T11:59:59.999999999Z' AND StartTime = '2030-01-01T13:00:00+01:00'")]
    [InlineData("StartTime BETWEEN '2030-01-01T12:00:00Z' AND 1893499200000000000")]
    [InlineData("ExecutionDuration = '1h30m' and ExecutionDuration = '01:30:00' and ExecutionDuration < '0.5d'")]
    [InlineData("Keyword STARTS_WITH 're' AND Keyword NOT STARTS_WITH 'x' AND Keyword > 'blue'")]
    [InlineData("Keywords = 'a' AND Keywords IN ('b', 'c') AND Keywords != 'c' AND Keywords NOT IN ('c', 'd')")]
    [InlineData("Text = 'Slow FOX' AND Text != 'dog'")]
    [InlineData("Int = +7 AND Int > -1 AND Int <= 7.5 AND Int NOT BETWEEN 8 AND 9")]
    [InlineData("Double >= 0.5 AND Double < 1 AND Double <> .25")]
    [InlineData("Bool = true AND Bool != FALSE")]
    [InlineData("NOT (Int < 7 OR Keyword = 'blue')")]
    [InlineData("CloseTime IS NULL AND Keyword IS NOT NULL")]
    [InlineData("ScheduledById = 'daily'")]
    [InlineData("Keyword = 'blue' OR Int = 7 AND Bool = true GROUP BY Keyword ORDER BY StartTime DESC, Int")]
    [InlineData("ORDER BY Keyword")]
    public void A_query_finds_what_it_means(string query, string? refused = null)
    {
        if (refused is not null)
        {
            Assert.Equal(refused, Refused(query));
            return;
        }

        Assert.True(Matches(query));
    }

    [Theory]
    [InlineData("Keyword = 'Red'")]
    [InlineData("Keyword = 'blue'")]
    [InlineData("Keyword != 'red'")]
    [InlineData("Keywords != 'a'")]
    [InlineData("Int BETWEEN 8 AND 9")]
    [InlineData("NOT (Int = 7 AND Keyword IS NOT NULL)")]
    [InlineData("Keyword = 'red' AND (Int = 6 OR Bool = false)")]
    [InlineData("CloseTime IS NOT NULL")]
    [InlineData("TemporalNamespaceDivision = 'x'")]
    public void A_query_does_not_find_what_it_does_not_mean(string query) => Assert.False(Matches(query));

    [Theory]
    [InlineData("CloseTime != '2030-01-01T00:00:00Z'")]
    [InlineData("NOT CloseTime = '2030-01-01T00:00:00Z'")]
    [InlineData("NOT (CloseTime > '2030-01-01T00:00:00Z' AND Keyword = 'red')")]
    [InlineData("CloseTime NOT IN ('2030-01-01T00:00:00Z')")]
    [InlineData("CloseTime NOT BETWEEN 1 AND 2")]
    [InlineData("TaskQueue NOT STARTS_WITH 'x'")]
    public void What_lacks_the_attribute_passes_neither_a_test_nor_its_opposite(string query) =>
        Assert.False(Matches(query));

    [Theory]
    [InlineData("this is not a query", "malformed SQL query: syntax error at position 41 near 'a'")]
    [InlineData("WorkflowId = 'x", "malformed SQL query: syntax error at position 43 near 'x'")]
    [InlineData("GROUP BY", "malformed SQL query: syntax error at position 30")]
    [InlineData("Keyword = 'a' Keyword", "malformed SQL query: syntax error at position 49 near 'Keyword'")]
    [InlineData("(Keyword = 'a'", "malformed SQL query: syntax error at position 42")]
    [InlineData("Keyword = ", "malformed SQL query: syntax error at position 37")]
    [InlineData("Keyword IN 'a'", "malformed SQL query: syntax error at position 42 near 'a'")]
    [InlineData("Keyword = #", "malformed SQL query: syntax error at position 39 near '#'")]
    [InlineData("Int = - 'a'", "malformed SQL query: syntax error at position 39 near 'a'")]
    [InlineData("NoSuchField = 'x'", "invalid search attribute: NoSuchField")]
    [InlineData("ExecutionStatus = 'Sideways'", "invalid expression: invalid ExecutionStatus value 'Sideways'")]
    [InlineData("ExecutionStatus = 99", "invalid expression: invalid ExecutionStatus value 99")]
    [InlineData("StartTime > 'yesterday'", "invalid expression: unable to parse datetime 'yesterday'")]
    [InlineData("StartTime > '2030-01-01'", "invalid expression: unable to parse datetime '2030-01-01'")]
    [InlineData(
        "ExecutionDuration > 'long'",
        "invalid expression: invalid duration value for search attribute ExecutionDuration: long")]
    [InlineData("Int = 99999999999999999999", "invalid expression: unable to parse value \"99999999999999999999\"")]
    [InlineData(
        "Keyword = 5",
        "invalid expression: invalid value type for search attribute Keyword of type Keyword: 5 (type: int64)")]
    [InlineData(
        "Int = 'a'",
        "invalid expression: invalid value type for search attribute Int of type Int: \"a\" (type: string)")]
    [InlineData(
        "Keyword = true",
        "invalid expression: invalid value type for search attribute Keyword of type Keyword: true (type: bool)")]
    [InlineData("Text = ' '", "invalid expression: no tokens found filtering on Text type search attribute Text")]
    [InlineData("Keyword = NULL", "invalid expression: unexpected value type *sqlparser.NullVal")]
    [InlineData("'red' = Keyword", "invalid expression: must be a column name but was *sqlparser.SQLVal")]
    [InlineData("Keyword", "invalid expression: incomplete expression")]
    [InlineData("Bool IS TRUE", "invalid expression: 'IS' operator can only be used as 'IS NULL' or 'IS NOT NULL'")]
    [InlineData(
        "WorkflowId LIKE 'a%'",
        "invalid expression: operator 'LIKE' not supported for Keyword type search attribute 'WorkflowId'")]
    [InlineData(
        "Keywords > 'a'",
        "invalid expression: operator '>' not supported for KeywordList type search attribute 'Keywords'")]
    [InlineData(
        "Text IN ('a')",
        "invalid expression: operator 'IN' not supported for Text type search attribute 'Text'")]
    [InlineData(
        "Int STARTS_WITH 1",
        "invalid expression: operator 'STARTS_WITH' not supported for Int type search attribute 'Int'")]
    [InlineData(
        "Text BETWEEN 'a' AND 'b'",
        "invalid expression: cannot do range condition on search attribute 'Text' of type Text")]
    [InlineData(
        "Keyword = red",
        "operation is not supported: column name on the right side of comparison expression (did you forget "
        + "to quote \"red\"?)")]
    [InlineData("lower(Keyword) = 'a'", "operation is not supported: function expression")]
    [InlineData("Keyword = lower('A')", "operation is not supported: nested func")]
    [InlineData("Int = 1 LIMIT 5", "operation is not supported: 'LIMIT' clause")]
    [InlineData(
        "GROUP BY Keyword, WorkflowId",
        "operation is not supported: 'GROUP BY' clause supports only a single field")]
    [InlineData(
        "GROUP BY Int",
        "operation is not supported: 'GROUP BY' clause is not supported for search attribute Int")]
    [InlineData("ORDER BY Text", "operation is not supported: unable to sort by search attribute type Text")]
    public void What_is_no_query_is_refused_in_words_that_say_why(string query, string text) =>
        Assert.Equal(text, Refused(query));

    [Fact]
    public void A_query_may_be_nested_so_deep_and_no_deeper()
    {
        var inner = new string('(', 90) + "Int = 7" + new string(')', 90);

        Assert.True(Matches(inner));
        Assert.Equal(
            "operation is not supported: more than 100 levels of nesting", Refused($"((((((((((({inner})))))))))))"));
    }

    [Fact]
    public void A_query_may_have_so_many_values_and_no_more() => Assert.Equal(
        "operation is not supported: more than 10000 values",
        Refused($"Int IN ({string.Join(',', Enumerable.Range(0, 10_001))})"));

    [Fact]
    public void Clauses_say_how_to_group_and_sort()
    {
        var query = ListQuery.Parse(
            "Int = 7 group by WorkflowType order by Keyword desc, StartTime", Stage.SearchAttributes);

        Assert.Equal("WorkflowType", query.GroupBy?.Name);
        Assert.Equal(
            [("Keyword", true), ("StartTime", false)],
            query.Order.Select(term => (term.Attribute.Name, term.IsDescending)));
        Assert.Equal(ListQuery.NewestFirst, ListQuery.Parse("", Stage.SearchAttributes).Order);
    }

    [Fact]
    public void What_the_server_keeps_for_itself_is_found_by_those_who_ask_for_it()
    {
        var own = ListQuery.Parse("TemporalNamespaceDivision IS NOT NULL", Stage.SearchAttributes).Filter;
        var all = ListQuery.Parse("", Stage.SearchAttributes).Filter;
        IReadOnlyList<SearchValue> OfServer(SearchAttribute attribute) =>
            attribute.Name == "TemporalNamespaceDivision" ? [SearchValue.Of("batch")] : [];

        Assert.True(own.Matches(OfServer));
        Assert.False(all.Matches(OfServer));
    }

    private static bool Matches(string query) => ListQuery.Parse(query, Stage.SearchAttributes).Filter
        .Matches(attribute => s_execution.GetValueOrDefault(attribute.Name, []));

    private static string Refused(string query) => Assert
        .Throws<ListQueryException>(() => ListQuery.Parse(query, Stage.SearchAttributes))
        .Message;
}
