using System.Text.Json.Nodes;
using Cairn.Api.WorkflowService.V1;
using Cairn.Tests.Server;

namespace Cairn.Tests.BadInput;

/// <summary>What a running server says to answers of workers that it must not take, and what is left of them.</summary>
public sealed class BadCommandTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    public static TheoryData<string> Commands => [.. CaseFiles.Commands.Keys];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_bad_command_is_refused_to_the_letter_and_leaves_what_it_should(string name)
    {
        var (world, each) = (fixture.World, CaseFiles.Commands[name]);
        await StartAsync(name);
        var task = await world.CallAsync<PollWorkflowTaskQueueResponse>(
            "PollWorkflowTaskQueue",
            new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = new() { Name = name } });

        var answer = await AnswerAsync(each, task.TaskToken.ToBase64());

        var text = world.Words.Fill(each.Text);
        Assert.Equal((each.Code, text), (answer.Code, each.IsPrefix ? Words.Start(answer, text) : answer.Message));
        var history = await world.CallAsync<GetWorkflowExecutionHistoryResponse>(
            "GetWorkflowExecutionHistory",
            new GetWorkflowExecutionHistoryRequest { Namespace = "default", Execution = new() { WorkflowId = name } });
        Assert.Equal(
            each.Leaves is null ? [] : [each.Leaves],
            history.History.Events.Skip(3).Take(1).Select(happened => happened.EventType.ToString()));
        if (each.Leaves is not null)
        {
            Assert.Equal(answer.Message, history.History.Events[3].WorkflowTaskFailedEventAttributes.Failure.Message);
        }
    }

    private Task<StartWorkflowExecutionResponse> StartAsync(string name)
    {
        var request = new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = name,
            WorkflowType = new() { Name = "Type" },
            TaskQueue = new() { Name = name },
            RequestId = name,
        };
        return fixture.World.CallAsync<StartWorkflowExecutionResponse>("StartWorkflowExecution", request);
    }

    private Task<Answer> AnswerAsync(BadCommands each, string token)
    {
        var request = new JsonObject
        {
            ["namespace"] = "default",
            ["taskToken"] = token,
            ["commands"] = fixture.World.Words.Fill(each.Commands),
            ["messages"] = fixture.World.Words.Fill(each.Messages ?? []),
        };
        var rpc = Rpc.Named("RespondWorkflowTaskCompleted");
        return fixture.World.Client.SendAsync(rpc.Path, rpc.Read(request.ToJsonString()));
    }
}
