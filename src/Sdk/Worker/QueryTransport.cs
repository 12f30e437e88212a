using Cairn.Api.Enums.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Google.Protobuf.Collections;

namespace Cairn.Worker;

/// <summary>
/// Applies the payload codec to workflow tasks and their answers. Queries in a task are handled one by one: a query
/// that the codec cannot decode or encode fails alone, and not the task of the run.
/// </summary>
internal static class QueryTransport
{
    /// <summary>A decoded copy of the task, and the failures of the queries that cannot be decoded.</summary>
    public static async Task<(PollWorkflowTaskQueueResponse Task, MapField<string, WorkflowQueryResult> Failed)>
        DecodeAsync(RunCodec codec, PollWorkflowTaskQueueResponse task)
    {
        var failed = new MapField<string, WorkflowQueryResult>();
        if (codec.IsNone || task.Queries.Count == 0)
        {
            return (await codec.DecodedAsync(task).ConfigureAwait(false), failed);
        }

        var rest = task.Clone();
        rest.Queries.Clear();
        rest = await codec.DecodedAsync(rest).ConfigureAwait(false);
        foreach (var (id, query) in task.Queries)
        {
            try
            {
                rest.Queries.Add(id, await codec.DecodedAsync(query).ConfigureAwait(false));
            }
            catch (Exception e)
            {
                failed.Add(id, Failed(e));
            }
        }

        return (rest, failed);
    }

    /// <summary>An encoded copy of the answer; query results that cannot be encoded become failures.</summary>
    public static async Task<RespondWorkflowTaskCompletedRequest> EncodeAsync(
        RunCodec codec, RespondWorkflowTaskCompletedRequest answer)
    {
        if (codec.IsNone || answer.QueryResults.Count == 0)
        {
            return await codec.EncodedAsync(answer).ConfigureAwait(false);
        }

        var rest = answer.Clone();
        rest.QueryResults.Clear();
        rest = await codec.EncodedAsync(rest).ConfigureAwait(false);
        foreach (var (id, result) in answer.QueryResults)
        {
            WorkflowQueryResult encoded;
            try
            {
                encoded = await codec.EncodedAsync(result).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                encoded = Failed(e);
            }

            rest.QueryResults.Add(id, encoded);
        }

        return rest;
    }

    private static WorkflowQueryResult Failed(Exception error) => new()
    {
        ResultType = QueryResultType.Failed,
        ErrorMessage = ExceptionReading.MessageOf(error),
        Failure = FailureReport.Plain(error),
    };
}
