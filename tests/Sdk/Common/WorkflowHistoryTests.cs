using System.Text.Json;
using Cairn.Api.Enums.V1;
using Cairn.Common;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Common;

public class WorkflowHistoryTests
{
    [Fact]
    public void A_history_of_another_SDK_can_be_read_and_written()
    {
        var history = WorkflowHistory.FromJson("w", Read("multi-wait-condition.json"));
        Assert.Equal("w", history.Id);
        Assert.Equal(EventType.WorkflowExecutionStarted, history.Events.First().EventType);
        Assert.Equal(Enumerable.Range(1, history.Events.Count), history.Events.Select(e => (int)e.EventId));
        Assert.Equal(history.Events, WorkflowHistory.FromJson("w", history.ToJson()).Events);
    }

    [Fact]
    public void Older_names_of_enum_values_are_understood()
    {
        var events = WorkflowHistory.FromJson("w", Read("activity-retry-on-error.go.json")).Events.ToArray();
        Assert.Equal(EventType.WorkflowExecutionStarted, events[0].EventType);
        Assert.Equal(TaskQueueKind.Normal, events[0].WorkflowExecutionStartedEventAttributes.TaskQueue.Kind);
        var failed = events.Single(e => e.EventType == EventType.ActivityTaskFailed);
        Assert.Equal(RetryState.MaximumAttemptsReached, failed.ActivityTaskFailedEventAttributes.RetryState);
    }

    [Fact]
    public void Both_ways_to_write_give_the_same_text()
    {
        var history = WorkflowHistory.FromJson("w", Read("multi-wait-condition.json"));
        using var writer = new StringWriter();
        history.ToJson(writer);
        Assert.Equal(history.ToJson(), writer.ToString());
    }

    [Fact]
    public void What_is_no_history_is_refused()
    {
        Assert.ThrowsAny<JsonException>(() => WorkflowHistory.FromJson("w", "not json"));
        Assert.ThrowsAny<JsonException>(() => WorkflowHistory.FromJson("w", "[]"));
        Assert.Throws<InvalidProtocolBufferException>(() => WorkflowHistory.FromJson("w", """{"events":7}"""));
    }

    [Theory]
    [InlineData("""{"eventId":"7","eventType":"NoSuchEvent"}""", "\"NoSuchEvent\" is not a value of EventType.")]
    [InlineData("""{"eventId":"7"}""", "Event 7 has no type.")]
    public void An_event_without_a_known_type_is_refused_by_name(string historyEvent, string message)
    {
        var refused = Assert.Throws<JsonException>(
            () => WorkflowHistory.FromJson("w", $$"""{"events":[{{historyEvent}}]}"""));
        Assert.Equal(message, refused.Message);
    }

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Histories", name));
}
