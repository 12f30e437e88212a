namespace Cairn.Worker.Tuning;

/// <summary>The task that uses a slot.</summary>
public record SlotInfo
{
    private SlotInfo()
    {
    }

    /// <summary>A workflow task uses it.</summary>
    /// <param name="WorkflowType">The workflow type.</param>
    /// <param name="IsSticky">Whether the task came for a run that this worker has cached.</param>
    public record WorkflowSlotInfo(string WorkflowType, bool IsSticky) : SlotInfo;

    /// <summary>An attempt of an activity uses it.</summary>
    /// <param name="ActivityType">The activity type.</param>
    public record ActivitySlotInfo(string ActivityType) : SlotInfo;

    /// <summary>An attempt of a local activity uses it.</summary>
    /// <param name="ActivityType">The activity type.</param>
    public record LocalActivitySlotInfo(string ActivityType) : SlotInfo;
}
