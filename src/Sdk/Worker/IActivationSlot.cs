namespace Cairn.Worker;

/// <summary>What the watchdog needs to know of a piece of work.</summary>
internal interface IActivationSlot
{
    /// <summary>When workflow code began to run, in milliseconds since the machine started; 0 when none runs.</summary>
    long CodeSince { get; }

    /// <summary>Gives the work up.</summary>
    void Abandon();
}
