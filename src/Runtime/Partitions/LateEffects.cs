using Cairn.Engine;
using Cairn.Runtime.Effects;

namespace Cairn.Runtime.Partitions;

/// <summary>Effects of a decision that wrote nothing: they wait for what the execution shows to be durable.</summary>
/// <param name="performer">Does them.</param>
/// <param name="cached">The execution.</param>
/// <param name="effects">The effects.</param>
internal sealed class LateEffects(EffectPerformer performer, CachedExecution cached, IReadOnlyList<Effect> effects) : IReply
{
    /// <inheritdoc/>
    public void Release() => performer.Perform(cached, effects);

    /// <inheritdoc/>
    public void Fail(Exception reason)
    {
        // The execution is read again, and what waits for workers is offered then.
    }
}
