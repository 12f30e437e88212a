using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Query.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Worker;

namespace Cairn.Workflows;

/// <summary>The queries of a workflow.</summary>
internal sealed class QueryHandlers(WorkflowInstance instance)
{
    private HandlerDictionary<WorkflowQueryDefinition>? own;

    /// <summary>The handlers by name; workflow code can change them.</summary>
    public IDictionary<string, WorkflowQueryDefinition> ByName => own ??= new(instance.Definition.Queries);

    /// <summary>The handler of queries that have no handler of their own.</summary>
    public WorkflowQueryDefinition? Dynamic { get; set; } = instance.Definition.DynamicQuery;

    /// <summary>Answers a query. A handler's exception is returned as the answer too.</summary>
    public WorkflowQueryResult Answer(string id, WorkflowQuery query)
    {
        try
        {
            var value = instance.Values.ToPayload(ValueOf(id, query), $"The answer to query {query.QueryType}");
            return new()
            {
                ResultType = QueryResultType.Answered,
                Answer = new Payloads { Payloads_ = { value } },
            };
        }
        catch (Exception e)
        {
            return new()
            {
                ResultType = QueryResultType.Failed,
                ErrorMessage = ExceptionReading.MessageOf(e),
                Failure = instance.Values.ToFailure(e),
            };
        }
    }

    private object? ValueOf(string id, WorkflowQuery query)
    {
        switch (query.QueryType)
        {
            case WorkflowNames.StackTrace:
                return instance.StackTrace == WorkflowStackTrace.None
                    ? throw new InvalidWorkflowOperationException(
                        "The worker answers no stack trace queries: its option WorkflowStackTrace is None")
                    : WaitingFor.Describe(instance, instance.StackTrace == WorkflowStackTrace.Normal);
            case WorkflowNames.Metadata:
                return WorkflowMetadataAnswer.Of(instance, Names());
        }

        var handler = Find(query.QueryType) ?? throw new InvalidWorkflowOperationException(
            $"Query handler for {query.QueryType} expected but not found, known queries: "
            + $"[{string.Join(' ', Names().Select(q => q.Name).Order(StringComparer.Ordinal))}]");
        return instance.Inbound.HandleQuery(new(
            id,
            query.QueryType,
            handler,
            handler.Parameters.Decode(instance.PayloadConverter, query.QueryArgs, "Query", query.QueryType),
            query.Header?.Fields));
    }

    private IEnumerable<WorkflowQueryDefinition> Names() =>
        own is null ? instance.Definition.Queries.Values : own.Values;

    private WorkflowQueryDefinition? Find(string name)
    {
        WorkflowQueryDefinition? handler;
        var found = own is null
            ? instance.Definition.Queries.TryGetValue(name, out handler)
            : own.TryGetValue(name, out handler);
        return found ? handler : WorkflowNames.IsReserved(name) ? null : Dynamic;
    }
}
