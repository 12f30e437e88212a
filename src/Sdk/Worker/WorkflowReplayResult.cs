using Cairn.Common;

namespace Cairn.Worker;

/// <summary>How the replay of one history went.</summary>
/// <param name="History">The history.</param>
/// <param name="ReplayFailure">Why the code does not fit it; null if it does.</param>
public record WorkflowReplayResult(WorkflowHistory History, Exception? ReplayFailure);
