using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>What the next run has otherwise than this one; what is null stays as it is.</summary>
public class ContinueAsNewOptions : ICloneable
{
    /// <summary>The task queue.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>How long the run may take.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>How long one workflow task may take.</summary>
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
