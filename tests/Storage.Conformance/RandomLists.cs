using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

/// <summary>Random executions and random queries, from a seed, to compare two stores with.</summary>
public sealed class RandomLists(int seed)
{
    private static readonly string[] s_texts =
        ["a", "ab", "b", "", "ä", "\uE000", "\U0001F600", "it's", "a\0b", "%", "a b"];
    private static readonly string[] s_tests = ["=", "!=", "<", "<=", ">", ">="];
    private static readonly string[] s_statuses = ["Running", "Completed", "Failed", "TimedOut"];
    private static readonly string[] s_sortable =
        ["Keyword", "Int", "Double", "Bool", "Datetime", "CloseTime", "StartTime", "WorkflowId", "HistoryLength",
            "ExecutionStatus", "ParentWorkflowId", "RootRunId", "ExecutionDuration",
            "StateTransitionCount"];

    private readonly Random random = new(seed);

    /// <summary>A new execution.</summary>
    public ExecutionHead Head(int number)
    {
        var isClosed = Chance(2);
        var start = Sample.Noon.AddSeconds(random.Next(4));
        return Sample.Head(Text() + number % 5, runId: $"run-{number}") with
        {
            Status = isClosed ? random.Next(2, 5) : 1,
            CloseTime = isClosed ? start.AddSeconds(random.Next(3)) : null,
            StartTime = start,
            ExecutionTime = start,
            WorkflowType = Text(),
            TaskQueue = Text(),
            HistoryLength = random.Next(5),
            HistoryBytes = random.Next(5),
            StateTransitions = random.Next(5),
            Parent = Chance(3) ? Sample.Head(Text(), "parent").Key : null,
            Root = Chance(3) ? Sample.Head(Text(), "root").Key : null,
            Memo = Chance(2) ? Lists.Memo("x") : null,
            SearchAttributes = Attributes(),
        };
    }

    /// <summary>The same execution after another write, which changes what may change.</summary>
    public ExecutionHead Next(ExecutionHead head) => Head(0) with
    {
        Key = head.Key,
        Version = head.Version + 1,
        ExecutionTime = head.ExecutionTime,
        Parent = head.Parent,
        Root = head.Root,
    };

    /// <summary>A query.</summary>
    public string Query() => Filter(3)
        + (Chance(2) ? "" : $" ORDER BY {Pick(s_sortable)}{(Chance(2) ? " DESC" : "")}, {Pick(s_sortable)}");

    /// <summary>A filter.</summary>
    public string Filter(int depth) => random.Next(depth > 0 ? 5 : 2) switch
    {
        2 => $"({Filter(depth - 1)} AND {Filter(depth - 1)})",
        3 => $"({Filter(depth - 1)} OR {Filter(depth - 1)})",
        4 => $"NOT {Filter(depth - 1)}",
        _ => Test(),
    };

    private string Test()
    {
        var (name, literal) = random.Next(12) switch
        {
            0 => ("WorkflowId", Quoted(Text())),
            1 => ("WorkflowType", Quoted(Text())),
            2 => ("ExecutionStatus", Quoted(Pick(s_statuses))),
            3 => ("Keyword", Quoted(Text())),
            4 => ("Int", $"{random.Next(-2, 3)}"),
            5 => ("Double", Pick(["-1.5", "0", "2.5", "1"])),
            6 => ("Datetime", Quoted(Moment())),
            7 => ("StartTime", Quoted(Moment())),
            8 => ("CloseTime", Quoted(Moment())),
            9 => ("HistoryLength", $"{random.Next(5)}"),
            10 => ("ExecutionDuration", Quoted(Pick(["1s", "2s", "0s"]))),
            _ => ("ParentWorkflowId", Quoted(Text())),
        };
        return random.Next(8) switch
        {
            0 => $"{name} IS {(Chance(2) ? "NOT " : "")}NULL",
            1 => $"{name} {(Chance(2) ? "NOT " : "")}IN ({literal}, {literal})",
            2 => $"{name} {(Chance(2) ? "NOT " : "")}BETWEEN {literal} AND {literal}",
            3 => $"Keywords {(Chance(2) ? "!=" : "=")} {Quoted(Text())}",
            4 => $"Keyword {(Chance(2) ? "NOT " : "")}STARTS_WITH {Quoted(Text())}",
            5 => $"Text {(Chance(2) ? "!=" : "=")} {Quoted(Pick(["a", "B", "it's %"]))}",
            6 => $"Bool {(Chance(2) ? "!=" : "=")} {(Chance(2) ? "true" : "false")}",
            _ => $"{name} {Pick(s_tests)} {literal}",
        };
    }

    private Api.Common.V1.SearchAttributes? Attributes()
    {
        (string, string)[] all =
        [
            ("Keyword", Json(Text())),
            ("Keywords", $"[{Json(Text())},{Json(Text())}]"),
            ("Text", Json(Text())),
            ("Int", $"{random.Next(-2, 3)}"),
            ("Double", Pick(["-1.5", "0", "2.5", "1"])),
            ("Bool", Chance(2) ? "true" : "false"),
            ("Datetime", Json(Moment())),
        ];
        var some = all.Where(_ => Chance(2)).ToArray();
        return some.Length == 0 ? null : Lists.Attributes(some);
    }

    private string Moment() => $"2026-05-04T12:00:0{random.Next(5)}Z";

    private string Text() => Pick(s_texts);

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
