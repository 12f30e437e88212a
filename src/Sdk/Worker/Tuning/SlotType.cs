namespace Cairn.Worker.Tuning;

/// <summary>What a slot is for.</summary>
public enum SlotType
{
    /// <summary>Workflow tasks.</summary>
    Workflow = 0,

    /// <summary>Attempts of activities.</summary>
    Activity = 1,

    /// <summary>Attempts of local activities.</summary>
    LocalActivity = 2,
}
