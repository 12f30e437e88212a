using Cairn.Runtime.Partitions;

namespace Cairn.Tests.Runtime;

public sealed class WorkflowKeyTests
{
    [Theory]
    [InlineData("default", "w", 2040918676u)]
    [InlineData("default", "order-1001", 1289577080u)]
    [InlineData("default", "order-1002", 3202666931u)]
    [InlineData("other", "order-1001", 977208401u)]
    [InlineData("default", "žluťoučký 🐎", 772890368u)]
    [InlineData("", "", 2047574606u)]
    public void A_workflow_belongs_to_the_same_partition_for_ever(string @namespace, string workflowId, uint hash) =>
        Assert.Equal(hash, new WorkflowKey(new(@namespace), new(workflowId)).StableHash());

    [Fact]
    public void The_border_between_namespace_and_id_counts() => Assert.NotEqual(
        new WorkflowKey(new("a"), new("bc")).StableHash(), new WorkflowKey(new("ab"), new("c")).StableHash());
}
