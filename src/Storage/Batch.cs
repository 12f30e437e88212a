namespace Cairn.Storage;

/// <summary>What one partition wants to make durable in one go.</summary>
/// <param name="Partition">The partition that writes; only it writes to its executions.</param>
/// <param name="Writes">At most one write an execution, in the order in which they were decided.</param>
public sealed record Batch(int Partition, IReadOnlyList<ExecutionWrite> Writes);

/// <summary>The change of one execution: entries for its journal, and its new head.</summary>
/// <param name="Head">The head as it is after this write.</param>
/// <param name="ExpectedVersion">
/// The version of the stored head that this write builds on; 0 makes a new execution. If the stored version differs, or
/// if a new execution exists already, the whole batch fails.
/// </param>
/// <param name="Entry">What is appended to the journal, as one entry; empty if only the head changes.</param>
public sealed record ExecutionWrite(ExecutionHead Head, long ExpectedVersion, ReadOnlyMemory<byte> Entry);
