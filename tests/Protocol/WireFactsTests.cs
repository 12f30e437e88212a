using Cairn.Api.Rpc;
using Google.Protobuf.Reflection;

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
        Assert.Equal("field temporal.api.common.v1.WorkflowExecution.run_id", s_runId.Subject);
        Assert.Contains(s_runId, DescriptorFacts.All());
    }

    [Fact]
    public void The_status_of_a_refused_call_is_that_of_every_grpc_peer()
    {
        var fields = Status.Descriptor.Fields.InDeclarationOrder();

        Assert.Equal("google.rpc.Status", Status.Descriptor.FullName);
        Assert.Equal(
            [(1, "code", FieldType.Int32), (2, "message", FieldType.String), (3, "details", FieldType.Message)],
            fields.Select(field => (field.FieldNumber, field.Name, field.FieldType)));
        Assert.True(fields[2].IsRepeated);
        Assert.Equal("google.protobuf.Any", fields[2].MessageType.FullName);
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
