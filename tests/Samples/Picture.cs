namespace Cairn.Tests.Samples;

/// <summary>The timeline of a workflow in the output of a sample.</summary>
/// <param name="Lanes">Its lines below the axis.</param>
internal sealed record Picture(IReadOnlyList<string> Lanes)
{
    private const int Columns = 80;

    /// <summary>Finds the timeline of a workflow, which must fit into a terminal.</summary>
    public static Picture Of(string workflowId, IReadOnlyList<string> lines)
    {
        var head = lines.Index().LastOrDefault(
            line => line.Item.StartsWith($"{workflowId} ", StringComparison.Ordinal) && line.Item.Contains(" after "));
        Assert.True(head.Item is not null, $"No timeline of {workflowId} in:\n{string.Join('\n', lines)}");
        var lanes = lines.Skip(head.Index + 2).TakeWhile(line => line.Length == Columns).ToList();
        Assert.NotEmpty(lanes);
        return new([.. lanes.Select(lane => lane.TrimEnd())]);
    }

    /// <summary>Whether it has lanes with these labels.</summary>
    public bool Has(params string[] labels) => labels.All(label => Lane(label) is not null);

    /// <summary>The first lane with a label.</summary>
    public string Lane(string label) => Lanes.First(lane => lane.StartsWith($"{label} ", StringComparison.Ordinal));
}
