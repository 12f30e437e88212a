using Cairn.Protocol;

namespace Cairn.Runtime.Schedules;

/// <summary>Which schedule.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Id">Its id in that.</param>
internal readonly record struct ScheduleName(NamespaceName Namespace, string Id);
