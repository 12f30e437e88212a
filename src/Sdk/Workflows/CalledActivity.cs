using Cairn.Activities;

namespace Cairn.Workflows;

/// <summary>What a lambda says of an activity's call.</summary>
/// <param name="Activity">The activity's type.</param>
/// <param name="Args">The arguments, without a trailing cancellation token.</param>
/// <param name="Defaults">What the attributes of the activity say of its options.</param>
/// <param name="Token">That token; none if there is no such argument.</param>
internal readonly record struct CalledActivity(
    string Activity, object?[] Args, ActivityDefaults Defaults, CancellationToken Token);
