namespace Cairn.Extensions.OpenTelemetry;

/// <summary>
/// The names that traces use. The defaults are those of Temporal's SDKs, so that mixed fleets join traces.
/// </summary>
public class TracingInterceptorOptions : ICloneable
{
    /// <summary>The header that carries the trace with calls. Default <c>_tracer-data</c>.</summary>
    public string HeaderKey { get; set; } = "_tracer-data";

    /// <summary>The tag of workflow ids; null means none. Default <c>temporalWorkflowID</c>.</summary>
    public string? TagNameWorkflowId { get; set; } = "temporalWorkflowID";

    /// <summary>The tag of run ids; null means none. Default <c>temporalRunID</c>.</summary>
    public string? TagNameRunId { get; set; } = "temporalRunID";

    /// <summary>The tag of activity ids; null means none. Default <c>temporalActivityID</c>.</summary>
    public string? TagNameActivityId { get; set; } = "temporalActivityID";

    /// <summary>The tag of update ids; null means none. Default <c>temporalUpdateID</c>.</summary>
    public string? TagNameUpdateId { get; set; } = "temporalUpdateID";

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
