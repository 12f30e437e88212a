using Cairn.Api.Enums.V1;
using Cairn.Worker;

namespace Cairn.Tests.Sdk.Workflows.Kit;

/// <summary>Replays every prefix of a finished history that ends with a task, each in a new worker.</summary>
internal static class Prefixes
{
    /// <summary>Demands that each gives the commands that the history has.</summary>
    public static Task ReplayAsync(FakeServer server, params Type[] workflows) =>
        ReplayAsync(server, () => Handlers.Of(workflows));

    /// <summary>The same, by handlers that the caller makes.</summary>
    public static async Task ReplayAsync(FakeServer server, Func<WorkflowTaskHandler> newHandler)
    {
        var completions = server.Events
            .Select((e, index) => (e, index))
            .Where(x => x.e.EventType == EventType.WorkflowTaskCompleted)
            .Select(x => x.index)
            .ToArray();
        for (var i = 0; i < completions.Length; i++)
        {
            var task = server.ToTask(sticky: false);
            task.History.Events.Clear();
            task.History.Events.Add(server.Events.Take(completions[i]));
            task.PreviousStartedEventId = i == 0 ? 0 : server.Events[completions[i - 1] - 1].EventId;
            var answer = await newHandler().HandleAsync(task, TestContext.Current.CancellationToken);
            var completed = Assert.IsType<WorkflowTaskAnswer.Completed>(answer);
            Assert.Equal(server.Tasks[i], completed.Request.Commands.Select(CommandText.Of));
        }
    }
}
