using Cairn.Protocol;

namespace Cairn.Runtime.Schedules;

/// <summary>Identifies a schedule.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Id">Its id within the namespace.</param>
internal readonly record struct ScheduleName(NamespaceName Namespace, string Id);
