using Cairn.Api.Enums.V1;

namespace Cairn.Client;

/// <summary>Options of reading a history.</summary>
public class WorkflowHistoryEventFetchOptions : ICloneable
{
    /// <summary>True waits for events that do not exist yet, until the workflow closes. Default false.</summary>
    public bool WaitNewEvent { get; set; }

    /// <summary>All events, the default, or only the one that closed the run.</summary>
    public HistoryEventFilterType EventFilterType { get; set; } = HistoryEventFilterType.AllEvent;

    /// <summary>True skips archived histories. Default false.</summary>
    public bool SkipArchival { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
