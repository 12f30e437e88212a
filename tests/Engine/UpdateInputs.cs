using Cairn.Api.Failure.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Executions.WorkflowTasks;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Engine;

/// <summary>What callers and workers do with updates.</summary>
internal static class UpdateInputs
{
    private static readonly string[] s_answers = ["accept", "complete", "reject"];

    /// <summary>`update ID`: somebody asks for it.</summary>
    public static void Update(Stage stage, InputLine input)
    {
        var run = stage.RunOf(input);
        var id = input.Words[1];
        var request = new Request { Meta = new() { UpdateId = id, Identity = "client" }, Input = new() { Name = "u" } };
        if (FindUpdate.ById(run.State, id) is { } known)
        {
            stage.Say($"update {id} {known.Status}");
            return;
        }

        var waiting = run.Updates.Values.Select(update => update.Request).ToList();
        stage.Decide(run, turn =>
        {
            var refusal = AdmitUpdate.Decide(turn, request, waiting);
            if (refusal is null)
            {
                run.Updates[id] = (request, false);
            }

            return refusal;
        });
    }

    /// <summary>Shows the updates that go with a task.</summary>
    public static void Give(Stage stage, Run run)
    {
        foreach (var (id, update) in run.Updates.ToList())
        {
            run.Updates[id] = (update.Request, true);
            stage.Say($"message {id}/request eventId={run.State.Task!.StartedEventId - 1}");
        }
    }

    /// <summary>Updates as the engine has to know them.</summary>
    public static TaskUpdates OfTask(Run run) => new(
        run.Updates
            .Where(update => update.Value.IsSent)
            .ToDictionary(update => update.Key, update => update.Value.Request),
        run.Updates.Values.Any(update => !update.IsSent));

    /// <summary>Forgets and shows what became of updates.</summary>
    public static void Settle(Stage stage, Run run, CompleteWorkflowTask.Outcome outcome)
    {
        foreach (var (id, failure) in outcome.RejectedUpdates)
        {
            run.Updates.Remove(id);
            stage.Say($"rejected {id}: {failure.Message}");
        }

        foreach (var id in run.Updates.Keys.Where(id => run.State.Updates.ContainsKey(id)).ToList())
        {
            run.Updates.Remove(id);
        }

        if (outcome.IsFailed)
        {
            foreach (var id in run.Updates.Where(update => update.Value.IsSent).Select(update => update.Key).ToList())
            {
                run.Updates.Remove(id);
                stage.Say($"lost {id}");
            }
        }

        if (outcome.ResetHistoryEventId > 0)
        {
            stage.Say($"back to {outcome.ResetHistoryEventId}");
        }
    }

    /// <summary>The message of an indented line; null if it is another command.</summary>
    public static Message? MessageOf(Run run, InputLine line)
    {
        if (!s_answers.Contains(line.Verb))
        {
            return null;
        }

        var id = line.Words[1];
        var request = run.Updates.GetValueOrDefault(id).Request;
        return new Message
        {
            Id = $"{id}/{line.Verb}",
            ProtocolInstanceId = id,
            Body = line.Verb switch
            {
                "accept" => Any.Pack(new Acceptance
                {
                    AcceptedRequestMessageId = $"{id}/request",
                    AcceptedRequest = line.Words.Contains("with-request")
                        ? new Request { Meta = new() { UpdateId = id }, Input = new() { Name = "u" } }
                        : null,
                }),
                "reject" => Any.Pack(new Rejection
                {
                    RejectedRequest = request,
                    Failure = line.Words.Contains("without-failure") ? null : new Failure { Message = "refused" },
                }),
                _ => Any.Pack(new Response
                {
                    Outcome = line.Words.Contains("without-outcome") ? null : new Outcome { Success = new() },
                }),
            },
        };
    }

    /// <summary>Whether a line is a message that no command carries.</summary>
    public static bool IsSilent(InputLine line) => line.Verb == "reject" || line.Words.Contains("without-command");

    /// <summary>The command that carries a message; any other line as it is.</summary>
    public static InputLine AsCommand(InputLine line) => s_answers.Contains(line.Verb)
        ? line with
        {
            Words = ["protocol-message"],
            Fields = [KeyValuePair.Create("messageId", $"{line.Words[1]}/{line.Verb}")],
        }
        : line;
}
