namespace Cairn.Runtime;

/// <summary>The options of a runtime.</summary>
public class CairnRuntimeOptions : ICloneable
{
    /// <summary>Creates options with defaults.</summary>
    public CairnRuntimeOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="telemetry">What is measured, and where it goes.</param>
    public CairnRuntimeOptions(TelemetryOptions telemetry)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        Telemetry = telemetry;
    }

    /// <summary>What is measured, and where it goes.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (CairnRuntimeOptions)MemberwiseClone();
        copy.Telemetry = (TelemetryOptions)Telemetry.Clone();
        return copy;
    }
}
