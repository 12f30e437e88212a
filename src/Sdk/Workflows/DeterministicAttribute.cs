namespace Cairn.Workflows;

/// <summary>
/// Says that code may run in workflows although the analyzers find something in it: a replay repeats what it does, or
/// what it does has no effect on the workflow. They do not look into it, nor at what it calls. On a type, it holds for
/// all members.
/// </summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Class
        | AttributeTargets.Struct | AttributeTargets.Interface,
    Inherited = false)]
public sealed class DeterministicAttribute : Attribute
{
    /// <summary>Why a replay repeats what the code does. It is for readers only, and there is no default.</summary>
    public required string Justification { get; set; }
}
