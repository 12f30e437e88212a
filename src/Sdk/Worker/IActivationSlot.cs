namespace Cairn.Worker;

/// <summary>The watchdog's view of work.</summary>
internal interface IActivationSlot
{
    /// <summary>When workflow code began to run, in milliseconds since the machine started; 0 when none runs.</summary>
    long CodeSince { get; }

    /// <summary>Abandons the work.</summary>
    void Abandon();
}
