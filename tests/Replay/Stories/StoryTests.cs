namespace Cairn.Tests.Replay.Stories;

/// <summary>The stories go everywhere: no edge of a state graph is without one.</summary>
public class StoryTests
{
    public static TheoryData<string> Names => [.. Story.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_story_tells_the_code_what_it_should(string name)
    {
        var story = Story.All.Single(story => story.Name == name);
        Assert.Equal(story.Jobs, story.Tell().Jobs);
    }

    [Fact]
    public void Every_edge_of_every_table_is_taken_by_a_story()
    {
        var edges = new EdgeRecorder();
        foreach (var story in Story.All)
        {
            story.Tell(edges);
        }

        Assert.Empty(edges.Untaken);
    }

    [Fact]
    public void Every_machine_with_a_table_is_looked_at() => Assert.Equal(
        [
            "ActivityMachine", "CancelMachine", "ChildMachine", "LocalActivityMachine", "SignalMachine",
            "TimerMachine", "UpdateMachine",
        ],
        EdgeRecorder.Machines);

    [Fact]
    public void An_edge_that_no_story_takes_is_named()
    {
        var edges = new EdgeRecorder();
        Story.All.Single(story => story.Name == "a timer fires").Tell(edges);
        Assert.DoesNotContain("TimerState Started --Fire--> Fired", edges.Untaken);
        Assert.Contains("TimerState Started --Cancel--> CancelIssued", edges.Untaken);
        Assert.Contains("ActivityState Issued --Recorded--> Scheduled", edges.Untaken);
    }
}
