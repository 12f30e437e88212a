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

/// <summary>The state of a child.</summary>
internal enum ChildState
{
    /// <summary>Requested; history has no event yet.</summary>
    Issued,

    /// <summary>The server will start it.</summary>
    Initiated,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Ended with any outcome, or its start was refused.</summary>
    Closed,

    /// <summary>Cancelled before its command was sent: it leaves no trace.</summary>
    Vanished,
}

/// <summary>What happens to a child.</summary>
internal enum ChildTrigger
{
    /// <summary>History has the initiated event.</summary>
    Recorded,

    /// <summary>It started.</summary>
    Start,

    /// <summary>The server refused to start it.</summary>
    Refuse,

    /// <summary>It ended.</summary>
    Close,

    /// <summary>
    /// Workflow code cancels it. The request to a child that exists is a <see cref="CancelMachine"/>.
    /// </summary>
    Cancel,
}

/// <summary>One child workflow.</summary>
internal sealed class ChildMachine(
    WorkflowCommand.StartChild start,
    Dictionary<long, ChildMachine> byInitiatedEvent,
    ITransitionObserver? observer)
    : CommandMachine(start.Site)
{
    /// <summary>The transitions of a child.</summary>
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

    /// <summary>The sequence number by which workflow code identifies it.</summary>
    public uint Seq { get; } = start.Seq;

    /// <summary>The child's type.</summary>
    public override string Name { get; } = start.Attributes.WorkflowType.Name;

    /// <summary>The child's workflow id.</summary>
    public string WorkflowId { get; } = start.Attributes.WorkflowId;

    /// <summary>The child's namespace.</summary>
    public string Namespace { get; } = start.Attributes.Namespace;

    /// <summary>The child's run id; empty before it started.</summary>
    public string RunId { get; set; } = string.Empty;

    /// <summary>The id of its initiated event; 0 before that.</summary>
    public long InitiatedEventId { get; private set; }

    /// <summary>What cancelling it does.</summary>
    public ChildCancellation Cancellation { get; } = start.Cancellation;

    /// <summary>Whether workflow code has received the outcome of its start.</summary>
    public bool IsStartResolved { get; set; }

    /// <summary>Whether workflow code has received its outcome, or the refusal of its start.</summary>
    public bool IsResolved { get; set; }

    /// <summary>The child's workflow id and run id on the wire.</summary>
    public WorkflowExecution Execution => new() { WorkflowId = WorkflowId, RunId = RunId };

    /// <summary>Takes a transition.</summary>
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

        // The arguments are no longer needed: a run may stay in the cache for months with this machine.
        (attributes, metadata) = (null, null);
    }
}
