using Cairn.Client;

namespace Cairn.Bench;

/// <summary>The engine that is measured; workers and callers are in this process.</summary>
internal interface ITarget : IAsyncDisposable
{
    /// <summary>The way to it.</summary>
    ICairnClient Client { get; }

    /// <summary>What it has cost so far, beyond the cost of this process.</summary>
    Task<ServerCost> CostAsync();
}
