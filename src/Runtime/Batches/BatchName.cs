using Cairn.Protocol;

namespace Cairn.Runtime.Batches;

/// <summary>Which batch operation.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="JobId">Its id in that.</param>
internal readonly record struct BatchName(NamespaceName Namespace, string JobId);
