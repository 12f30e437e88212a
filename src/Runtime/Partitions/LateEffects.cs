using Cairn.Engine;
using Cairn.Runtime.Effects;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// Effects of a decision without records: they wait until the visible changes of the execution are durable.
/// </summary>
/// <param name="performer">Performs the effects.</param>
/// <param name="cached">The execution.</param>
/// <param name="effects">The effects.</param>
internal sealed class LateEffects(EffectPerformer performer, CachedExecution cached, IReadOnlyList<Effect> effects)
    : IReply
{
    /// <inheritdoc/>
    public void Release() => performer.Perform(cached, effects);

    /// <inheritdoc/>
    public void Fail(Exception reason)
    {
        // The execution is loaded again, and its tasks are offered to workers then.
    }
}
