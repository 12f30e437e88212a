using System.Globalization;
using System.Text.Json.Nodes;
using Cairn.Cli.Output;

namespace Cairn.Cli.Tracing;

/// <summary>Writes a trace: as a tree of lines, or in JSON.</summary>
/// <param name="folded">Which states of children are shown without what belongs to them.</param>
/// <param name="time">Now.</param>
internal sealed class TraceText(IReadOnlySet<TraceState> folded, TimeProvider time)
{
    /// <summary>The lines of the tree, with the state of each.</summary>
    public IEnumerable<(string Text, string State)> Lines(TraceNode root)
    {
        yield return (Line(root), $"{root.State}");
        foreach (var line in Below(root, string.Empty))
        {
            yield return line;
        }
    }

    /// <summary>The trace in JSON.</summary>
    public static JsonObject Json(TraceNode node)
    {
        var json = new JsonObject { ["name"] = node.Label, ["state"] = $"{node.State}" };
        if (node.Attempt > 0)
        {
            json["attempt"] = node.Attempt;
        }

        json["began"] = node.Began.ToString("O", CultureInfo.InvariantCulture);
        if (node.Ended is { } ended)
        {
            json["ended"] = ended.ToString("O", CultureInfo.InvariantCulture);
        }

        if (node.Note is { } note)
        {
            json["note"] = note;
        }

        if (node.Children.Count > 0)
        {
            json["children"] = new JsonArray([.. node.Children.Select(Json)]);
        }

        return json;
    }

    private static string Sign(TraceState state) => state switch
    {
        TraceState.Waiting => "○",
        TraceState.Running => "●",
        TraceState.Completed => "✓",
        TraceState.Canceled or TraceState.Terminated => "-",
        TraceState.ContinuedAsNew => "→",
        _ => "✗",
    };

    private IEnumerable<(string Text, string State)> Below(TraceNode node, string indent)
    {
        for (var i = 0; i < node.Children.Count; i++)
        {
            var (child, isLast) = (node.Children[i], i == node.Children.Count - 1);
            var isFolded = child.Children.Count > 0 && folded.Contains(child.State);
            var more = isFolded ? $"  (+{child.Children.Count})" : string.Empty;
            yield return ($"{indent}{(isLast ? "└─ " : "├─ ")}{Line(child)}{more}", $"{child.State}");
            if (isFolded)
            {
                continue;
            }

            foreach (var line in Below(child, indent + (isLast ? "   " : "│  ")))
            {
                yield return line;
            }
        }
    }

    private string Line(TraceNode node)
    {
        var took = Times.Of((node.Ended ?? time.GetUtcNow()) - node.Began);
        var attempt = node.Attempt > 1 ? $"  attempt {node.Attempt}" : string.Empty;
        var note = node.Note is { Length: > 0 } text ? $"  {text}" : string.Empty;
        return Plain.Line($"{Sign(node.State)} {node.Label}  {took}{attempt}{note}");
    }
}
