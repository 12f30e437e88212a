using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>The settings in which the next run differs from this one. A null value keeps the current setting.</summary>
public class ContinueAsNewOptions : ICloneable
{
    /// <summary>The task queue.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>The limit of the run.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>The limit of one workflow task.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>How long the run waits before its first task.</summary>
    public TimeSpan? BackoffStartInterval { get; set; }

    /// <summary>When and how often a failed run is tried again.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>The memo.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>The search attributes.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
