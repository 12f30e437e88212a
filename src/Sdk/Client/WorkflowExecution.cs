using Cairn.Api.Enums.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>The server's view of a run. Times are UTC.</summary>
public class WorkflowExecution
{
    private readonly WorkflowExecutionInfo info;

    /// <summary>Creates it from the server's answer.</summary>
    /// <param name="rawInfo">The server's answer.</param>
    /// <param name="dataConverter">Converts the memo.</param>
    /// <param name="clientNamespaceForDataConverterWithContext">
    /// The namespace for the context of the converter; null if it is in the context of the workflow already.
    /// </param>
    protected internal WorkflowExecution(
        WorkflowExecutionInfo rawInfo,
        DataConverter dataConverter,
        string? clientNamespaceForDataConverterWithContext)
    {
        info = rawInfo;
        if (clientNamespaceForDataConverterWithContext is { } ofClient)
        {
            dataConverter = dataConverter.InWorkflow(ofClient, rawInfo.Execution.WorkflowId);
        }

        Memo = rawInfo.Memo?.Fields.ToDictionary(
            entry => entry.Key, IEncodedRawValue (entry) => new EncodedRawValue(dataConverter, entry.Value)) ?? [];
        TypedSearchAttributes = rawInfo.SearchAttributes is { } attributes
            ? SearchAttributeCollection.FromProto(attributes)
            : SearchAttributeCollection.Empty;
    }

    /// <summary>When it closed; null while it is open.</summary>
    public DateTime? CloseTime => info.CloseTime?.ToDateTime();

    /// <summary>When its first workflow task was or will be due.</summary>
    public DateTime? ExecutionTime => info.ExecutionTime?.ToDateTime();

    /// <summary>The number of events in history.</summary>
    public int HistoryLength => (int)info.HistoryLength;

    /// <summary>The workflow id.</summary>
    public string Id => info.Execution.WorkflowId;

    /// <summary>The memo.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo { get; }

    /// <summary>The workflow id of the parent; null if there is none.</summary>
    public string? ParentId => info.ParentExecution?.WorkflowId;

    /// <summary>The run id of the parent; null if there is none.</summary>
    public string? ParentRunId => info.ParentExecution?.RunId;

    /// <summary>The run id.</summary>
    public string RunId => info.Execution.RunId;

    /// <summary>When it was started.</summary>
    public DateTime StartTime => info.StartTime.ToDateTime();

    /// <summary>Whether it is open, and if not, how it closed.</summary>
    public WorkflowExecutionStatus Status => info.Status;

    /// <summary>The task queue of its workers.</summary>
    public string TaskQueue => info.TaskQueue;

    /// <summary>The search attributes.</summary>
    public SearchAttributeCollection TypedSearchAttributes { get; }

    /// <summary>The workflow type.</summary>
    public string WorkflowType => info.Type.Name;
}
