namespace Cairn.Worker.Tuning;

/// <summary>The slot suppliers of a worker. One may serve more than one kind of task.</summary>
public interface IWorkerTuner
{
    /// <summary>Decides how many workflow tasks run at a time.</summary>
    SlotSupplier WorkflowTaskSlotSupplier { get; }

    /// <summary>Decides how many activities run at a time.</summary>
    SlotSupplier ActivityTaskSlotSupplier { get; }

    /// <summary>Decides how many local activities run at a time.</summary>
    SlotSupplier LocalActivitySlotSupplier { get; }
}
