using Cairn.Common;

namespace Cairn.Worker;

/// <summary>The result of replaying one history.</summary>
/// <param name="History">The history.</param>
/// <param name="ReplayFailure">Why the code does not fit it; null if it does.</param>
public record WorkflowReplayResult(WorkflowHistory History, Exception? ReplayFailure);
