using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Sdk.Replay.Activations;

namespace Cairn.Workflows;

/// <summary>Converts between the values of workflow code and their wire form.</summary>
internal sealed class WorkflowValues
{
    private readonly WorkflowInstance instance;
    private readonly DataConverter common;
    private readonly DataConverter converter;

    /// <param name="instance">The workflow.</param>
    /// <param name="common">Converts values to and from payloads.</param>
    /// <param name="own">The same in the context of the workflow.</param>
    public WorkflowValues(WorkflowInstance instance, DataConverter common, DataConverter own)
    {
        this.instance = instance;
        this.common = common;
        converter = own;
    }

    /// <summary>Converts values to and from payloads.</summary>
    public IPayloadConverter PayloadConverter => converter.PayloadConverter;

    /// <summary>The values of another workflow: of a child, or of one that is signaled.</summary>
    public WorkflowValues OfWorkflow(string workflowId) => common.IsContextual()
        ? new(instance, common, common.InWorkflow(instance.Info.Namespace, workflowId))
        : this;

    /// <summary>The values of an activity that the workflow calls.</summary>
    /// <param name="id">The activity id.</param>
    /// <param name="activity">The activity's type.</param>
    /// <param name="taskQueue">The activity's task queue; null means the workflow's.</param>
    /// <param name="isLocal">Whether it is a local activity.</param>
    public WorkflowValues OfActivity(string id, string activity, string? taskQueue, bool isLocal)
    {
        if (!common.IsContextual())
        {
            return this;
        }

        var info = instance.Info;
        return new(instance, common, common.UsableIn(new ISerializationContext.Activity(
            info.Namespace,
            id,
            info.WorkflowId,
            info.WorkflowType,
            activity,
            taskQueue ?? info.TaskQueue,
            isLocal)));
    }

    public Exception ToException(Failure failure) =>
        converter.FailureConverter.ToException(failure, converter.PayloadConverter);

    public Failure ToFailure(Exception exception) => FailureReport.Of(exception, converter);

    /// <summary>The result of a call that has ended; throws if it failed.</summary>
    /// <typeparam name="T">The result; <see cref="Nothing"/> if the caller ignores it.</typeparam>
    /// <param name="resolution">How the call ended.</param>
    /// <param name="kind">The kind of call, for the error if the result has another type.</param>
    /// <param name="name">Its name, for that error.</param>
    /// <exception cref="InvalidCastException">The result has another type.</exception>
    public T ToResult<T>(Resolution resolution, string kind, string name)
    {
        if (resolution is Resolution.Failed failed)
        {
            throw ToException(failed.Failure);
        }

        var result = ((Resolution.Completed)resolution).Result;
        return typeof(T) == typeof(Nothing) || result is not { Payloads_.Count: > 0 }
            ? default!
            : TypedValue.Read<T>(converter.PayloadConverter, result.Payloads_[0], kind, name);
    }

    public Payload ToPayload(object? value) => converter.PayloadConverter.ToPayload(value);

    /// <summary>Converts a value that is not an argument.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">Its description, for the error if it cannot be converted.</param>
    public Payload ToPayload(object? value, string what) => CallName.Convert(what, value, ToPayload);

    /// <summary>Converts arguments; null if there are none.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="call">The description of the call, for the error if one cannot be converted.</param>
    public Payloads? ToPayloads(IReadOnlyCollection<object?> args, CallName call) =>
        args.Count == 0 ? null : new() { Payloads_ = { call.Convert(args, ToPayload) } };

    public Memo ToMemo(IReadOnlyDictionary<string, object> memo)
    {
        var wire = new Memo();
        foreach (var (key, value) in memo)
        {
            RecordedText.RequireWhole(key, "The name of a memo entry");
            wire.Fields.Add(key, ToPayload(value, $"Memo entry {key}"));
        }

        return wire;
    }

    /// <summary>The summary of a call; null if there is nothing.</summary>
    public UserMetadata? ToMetadata(string? summary, string? details = null) => summary is null && details is null
        ? null
        : new()
        {
            Summary = summary is null ? null : ToPayload(summary),
            Details = details is null ? null : ToPayload(details),
        };
}
