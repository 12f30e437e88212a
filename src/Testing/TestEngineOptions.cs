using Cairn.Client;
using Cairn.Common;
using Cairn.Testing.Faults;

namespace Cairn.Testing;

/// <summary>What an engine of an environment is made with.</summary>
internal sealed record TestEngineOptions
{
    /// <summary>The options of the client.</summary>
    public required CairnClientConnectOptions Client { get; init; }

    /// <summary>Whether time is skipped.</summary>
    public required bool SkipsTime { get; init; }

    /// <summary>The SQLite file; null keeps everything in memory.</summary>
    public string? DatabaseFilename { get; init; }

    /// <summary>Search attributes beside those of the system.</summary>
    public IReadOnlyCollection<SearchAttributeKey> SearchAttributes { get; init; } = [];

    /// <summary>After how much real time without a call the engine counts as abandoned.</summary>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>How much time may be skipped for one call.</summary>
    public TimeSpan SkipLimit { get; init; }

    /// <summary>Whether a failed task ends the calls that wait for its workflow.</summary>
    public bool ThrowOnWorkflowTaskFailure { get; init; }

    /// <summary>The faults of the calls; null means none.</summary>
    public CallFaults? Faults { get; init; }

    /// <summary>Whether no worker keeps a workflow between its tasks.</summary>
    public bool ReplayEveryWorkflowTask { get; init; }
}
