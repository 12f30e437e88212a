namespace Cairn.Tests.Simulation.Machine;

/// <summary>Something that a process does at a time of its own.</summary>
/// <param name="process">Whose it is.</param>
/// <param name="action">What it does.</param>
internal sealed class Alarm(SimProcess process, Action action)
{
    private bool isOff;

    /// <summary>It is not wanted any more.</summary>
    public void TurnOff() => isOff = true;

    /// <summary>Its time has come.</summary>
    public void Ring()
    {
        if (!isOff && process.IsAlive)
        {
            isOff = true;
            process.Post(action);
        }
    }
}
