using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.ChildState;
using static Cairn.Sdk.Replay.Machines.ChildTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Where a child stands.</summary>
internal enum ChildState
{
    /// <summary>Asked for; the server does not know it yet.</summary>
    Issued,

    /// <summary>The server will start it.</summary>
    Initiated,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>Ended, in whatever way, or never allowed to begin.</summary>
    Closed,

    /// <summary>Cancelled before it was sent: it never was.</summary>
    Vanished,
}

/// <summary>What happens to a child.</summary>
internal enum ChildTrigger
{
    /// <summary>History has the wish to start it.</summary>
    Recorded,

    /// <summary>It began.</summary>
    Start,

    /// <summary>The server will not start it.</summary>
    Refuse,

    /// <summary>It ended.</summary>
    Close,

    /// <summary>Workflow code cancels it. The request to a child that exists is a machine of its own.</summary>
    Cancel,
}

/// <summary>One child workflow.</summary>
internal sealed class ChildMachine(
    WorkflowCommand.StartChild start,
    Dictionary<long, ChildMachine> byInitiatedEvent,
    ITransitionObserver? observer)
    : CommandMachine(start.Site)
{
    /// <summary>All that can happen to a child.</summary>
    public static readonly TransitionTable<ChildState, ChildTrigger> Table = new(initial: Issued)
    {
        { Issued,    Recorded, Initiated },
        { Issued,    Cancel,   Vanished  },
        { Initiated, Start,    Running   },
        { Initiated, Refuse,   Closed    },
        { Initiated, Cancel,   Initiated },
        { Running,   Close,    Closed    },
        { Running,   Cancel,   Running   },
    };

    private ChildState state = Table.Initial;
    private StartChildWorkflowExecutionCommandAttributes? attributes = start.Attributes;
    private UserMetadata? metadata = start.Metadata;

    /// <summary>The number that workflow code knows it by.</summary>
    public uint Seq { get; } = start.Seq;

    /// <summary>The child's type.</summary>
    public override string Name { get; } = start.Attributes.WorkflowType.Name;

    /// <summary>The child's workflow id.</summary>
    public string WorkflowId { get; } = start.Attributes.WorkflowId;

    /// <summary>The child's namespace.</summary>
    public string Namespace { get; } = start.Attributes.Namespace;

    /// <summary>The child's run; empty before it began.</summary>
    public string RunId { get; set; } = string.Empty;

    /// <summary>The event that asked for it; 0 before that.</summary>
    public long InitiatedEventId { get; private set; }

    /// <summary>What cancelling it means.</summary>
    public ChildCancellation Cancellation { get; } = start.Cancellation;

    /// <summary>Whether workflow code has been told that it began, or that it will not.</summary>
    public bool IsStartResolved { get; set; }

    /// <summary>Whether workflow code has been told how it ended, or that it will not begin.</summary>
    public bool IsResolved { get; set; }

    /// <summary>The child as the server names it.</summary>
    public WorkflowExecution Execution => new() { WorkflowId = WorkflowId, RunId = RunId };

    /// <summary>Takes an edge of the graph.</summary>
    public ChildState Take(ChildTrigger trigger) =>
        state = Table.Take(state, trigger, "Child workflow", Name, observer);

    /// <inheritdoc/>
    public override bool IsWanted(CommandType command) => state != Vanished;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) => new()
    {
        CommandType = command,
        StartChildWorkflowExecutionCommandAttributes = attributes,
        UserMetadata = metadata,
    };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) =>
        e.EventType == EventType.StartChildWorkflowExecutionInitiated;

    /// <inheritdoc/>
    public override string? Differs(CommandType command, HistoryEvent e) =>
        e.StartChildWorkflowExecutionInitiatedEventAttributes switch
        {
            var initiated when initiated.WorkflowType.Name != Name => "the child's type is another",
            var initiated when initiated.WorkflowId != WorkflowId =>
                $"the child's id is \"{initiated.WorkflowId}\" and not \"{WorkflowId}\"",
            _ => null,
        };

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        Take(Recorded);
        InitiatedEventId = e.EventId;
        byInitiatedEvent.Add(e.EventId, this);

        // The arguments have served: a run may wait for months with this machine in a cache.
        (attributes, metadata) = (null, null);
    }
}
