using Cairn.Protocol;

namespace Cairn.Runtime.Batches;

/// <summary>Names a batch operation.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="JobId">Its id within the namespace.</param>
internal readonly record struct BatchName(NamespaceName Namespace, string JobId);
