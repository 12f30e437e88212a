using Cairn.Api.Enums.V1;
using Cairn.Api.Worker.V1;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Workers;

/// <summary>The query of a list of workers: the list-filter language, over the attributes of workers.</summary>
/// <param name="filter">The filter.</param>
internal sealed class WorkerQuery(Filter filter)
{
    private static readonly Dictionary<string, IndexedValueType> Types = new()
    {
        ["WorkerInstanceKey"] = IndexedValueType.Keyword,
        ["WorkerIdentity"] = IndexedValueType.Keyword,
        ["HostName"] = IndexedValueType.Keyword,
        ["DeploymentName"] = IndexedValueType.Keyword,
        ["BuildId"] = IndexedValueType.Keyword,
        ["SdkName"] = IndexedValueType.Keyword,
        ["SdkVersion"] = IndexedValueType.Keyword,
        ["LastHeartbeatTime"] = IndexedValueType.Datetime,
        ["Status"] = IndexedValueType.Keyword,
    };

    /// <summary>Reads a query.</summary>
    /// <exception cref="Exceptions.RpcException">The query is invalid.</exception>
    public static WorkerQuery Parse(NamespaceName @namespace, string query)
    {
        try
        {
            return new WorkerQuery(
                ListQuery.Parse(query, new SearchAttributeTypes(@namespace.Value, Types)).Filter);
        }
        catch (ListQueryException bad)
        {
            throw Refused.Invalid($"invalid query: {bad.Message}");
        }
    }

    /// <summary>Whether a worker matches.</summary>
    public bool Matches(WorkerHeartbeat worker) => filter.Matches(attribute => ValuesOf(worker, attribute.Name));

    private static IReadOnlyList<SearchValue> ValuesOf(WorkerHeartbeat worker, string attribute) => attribute switch
    {
        "WorkerInstanceKey" => Text(worker.WorkerInstanceKey),
        "WorkerIdentity" => Text(worker.WorkerIdentity),
        "HostName" => Text(worker.HostInfo?.HostName),
        "TaskQueue" => Text(worker.TaskQueue),
        "DeploymentName" => Text(worker.DeploymentVersion?.DeploymentName),
        "BuildId" => Text(worker.DeploymentVersion?.BuildId),
        "SdkName" => Text(worker.SdkName),
        "SdkVersion" => Text(worker.SdkVersion),
        "StartTime" => Time(worker.StartTime),
        "LastHeartbeatTime" => Time(worker.HeartbeatTime),
        "Status" => Text(worker.Status.ToString()),
        _ => [],
    };

    private static IReadOnlyList<SearchValue> Text(string? value) =>
        string.IsNullOrEmpty(value) ? [] : [SearchValue.Of(value)];

    private static IReadOnlyList<SearchValue> Time(Timestamp? value) =>
        value is null ? [] : [SearchValue.Of(value.ToDateTimeOffset())];
}
