namespace Cairn.Worker.Tuning;

/// <summary>The permit to run one task. The supplier that gave it receives it back.</summary>
public class SlotPermit
{
    /// <summary>Creates a permit.</summary>
    public SlotPermit()
    {
    }

    /// <summary>Creates a permit with data of the supplier's own.</summary>
    /// <param name="data">The data.</param>
    public SlotPermit(object data)
    {
        ArgumentNullException.ThrowIfNull(data);
        UserData = data;
    }

    /// <summary>The supplier's own data; null, the default, means none.</summary>
    public object? UserData { get; init; }
}
