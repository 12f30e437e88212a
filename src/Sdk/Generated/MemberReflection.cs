using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cairn.Generated;

/// <summary>
/// Reading members of workflow and activity types by reflection, which a program that is trimmed or compiled ahead of
/// time cannot do: its types need generated definitions.
/// </summary>
internal static class MemberReflection
{
    /// <summary>The message of members that need it.</summary>
    public const string Needed =
        "It reads members by reflection. Use the calls and definitions that Cairn.Sdk generates.";

    /// <summary>Whether members can be read; false in trimmed programs.</summary>
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
    [FeatureGuard(typeof(RequiresDynamicCodeAttribute))]
    [UnconditionalSuppressMessage(
        "Trimming", "IL4000", Justification = "ILLink.Substitutions.xml turns it off wherever code is trimmed.")]
    public static bool IsSupported =>
        AppContext.TryGetSwitch("Cairn.Sdk.MemberReflection", out var isOn)
            ? isOn
            : RuntimeFeature.IsDynamicCodeSupported;
}
