using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>One patch marker, and the list of patches that goes with it.</summary>
internal sealed class PatchMachine(PatchMarker marker, Payload changeVersion, CallSite site) : CommandMachine(site)
{
    /// <inheritdoc/>
    public override string Name => marker.PatchId;

    /// <summary>Always true: the patch may have been added to the code after the history was written.</summary>
    public override bool IsOptional => true;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) => command == CommandType.RecordMarker
        ? new()
        {
            CommandType = command,
            RecordMarkerCommandAttributes = new()
            {
                MarkerName = PatchMarker.MarkerName,
                Details = { { PatchMarker.DetailsKey, marker.ToDetails() } },
            },
        }
        : new()
        {
            CommandType = command,
            UpsertWorkflowSearchAttributesCommandAttributes = new()
            {
                SearchAttributes = new() { IndexedFields = { { PatchMarker.ChangeVersion, changeVersion } } },
            },
        };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) => command == CommandType.RecordMarker
        ? PatchMarker.TryRead(e, out var recorded) && recorded.PatchId == marker.PatchId
        : PatchMarker.IsChangeVersion(e);

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        // The marker is all there is: no event follows it.
    }
}
