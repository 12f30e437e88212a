using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>
/// Deletes one execution from the store: its head, its journal, and everything that lists show of it.
/// </summary>
/// <param name="Key">The execution.</param>
/// <param name="ExpectedVersion">
/// The version of the stored head that this builds on, at least 1. If the stored version differs, or if there is no
/// such execution, the whole batch fails.
/// </param>
public readonly record struct ExecutionDelete(ExecutionKey Key, long ExpectedVersion);
