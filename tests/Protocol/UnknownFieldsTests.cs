using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Google.Protobuf;

namespace Cairn.Tests.Protocol;

/// <summary>Newer peers send fields that our files do not declare; what passes through us must not lose them.</summary>
public class UnknownFieldsTests
{
    // Of no message that we declare: beyond every number in use.
    private const int Unknown = 9000;

    [Fact]
    public void Fields_that_we_do_not_declare_survive_a_round_trip()
    {
        var sent = Concat(new WorkflowExecution { WorkflowId = "order-1", RunId = "run-1" }, "from the future");

        var parsed = WorkflowExecution.Parser.ParseFrom(sent);

        Assert.Equal("order-1", parsed.WorkflowId);
        Assert.Equal(sent, parsed.ToByteArray());
    }

    [Fact]
    public void Fields_that_we_do_not_declare_survive_inside_other_messages_and_through_clones()
    {
        var attributes = TimerFiredEventAttributes.Parser.ParseFrom(
            Concat(new TimerFiredEventAttributes { TimerId = "1" }, "from the future"));
        var history = new History { Events = { new HistoryEvent { TimerFiredEventAttributes = attributes } } };
        var sent = history.ToByteArray();

        var copy = History.Parser.ParseFrom(sent).Clone();

        Assert.Equal(sent, copy.ToByteArray());
        Assert.NotEqual(
            new TimerFiredEventAttributes { TimerId = "1" }, copy.Events.Single().TimerFiredEventAttributes);
    }

    private static byte[] Concat(IMessage known, string unknown)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        known.WriteTo(output);
        output.WriteTag(Unknown, WireFormat.WireType.LengthDelimited);
        output.WriteString(unknown);
        output.Flush();
        return bytes.ToArray();
    }
}
