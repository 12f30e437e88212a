namespace Cairn.Tests.Protocol;

public class WireFactsTests
{
    private static readonly WireFact s_runId =
        new("field", "temporal.api.common.v1.WorkflowExecution", "run_id", "2", "string", "single");

    [Fact]
    public void Every_fact_of_our_proto_files_is_one_of_the_public_wire()
    {
        var differences = WireTable.Committed.Differences(DescriptorFacts.All());

        Assert.True(!differences.Any(), string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public void Our_proto_files_cover_the_whole_of_what_the_service_needs()
    {
        var kinds = DescriptorFacts.All().Select(fact => fact.Kind).Distinct();

        Assert.Equal(["enum", "field", "message", "oneof", "rpc"], kinds.Order());
        Assert.All(
            DescriptorFacts.Files, file => Assert.StartsWith("temporal.api.", file.Package, StringComparison.Ordinal));
        Assert.Equal("field temporal.api.common.v1.WorkflowExecution.run_id", s_runId.Subject);
        Assert.Contains(s_runId, DescriptorFacts.All());
    }

    [Fact]
    public void A_difference_names_the_field_and_what_was_expected_and_found()
    {
        var wrong = s_runId with { Number = "3", Label = "repeated" };

        Assert.Equal(
            [$"{s_runId.Subject}: expected 2 string single, found 3 string repeated"],
            WireTable.Committed.Differences([wrong]));
    }

    [Fact]
    public void A_field_that_the_wire_does_not_have_is_a_difference()
    {
        var invented = s_runId with { Name = "colour" };

        Assert.Equal(
            [$"{invented.Subject}: expected nothing of that name, found 2 string single"],
            WireTable.Committed.Differences([invented]));
    }

    [Theory]
    [InlineData("message", "temporal.api.common.v1.Payload", "", "", "", "")]
    [InlineData("enum", "temporal.api.enums.v1.RetryState", "RETRY_STATE_TIMEOUT", "3", "", "")]
    [InlineData("oneof", "temporal.api.protocol.v1.Message", "sequencing_id", "", "event_id", "")]
    [InlineData("field", "temporal.api.namespace.v1.NamespaceInfo", "data", "5", "string", "map<string>")]
    public void The_table_knows_facts_of_every_kind(
        string kind, string owner, string name, string number, string type, string label) =>
        Assert.Empty(WireTable.Committed.Differences([new(kind, owner, name, number, type, label)]));
}
