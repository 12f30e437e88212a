namespace Cairn.Runtime.TaskQueues;

/// <summary>Which process polls, so that its polls can be ended when it says that it stops.</summary>
/// <param name="InstanceKey">What the worker calls itself, unique to each; empty if it is too old to say so.</param>
internal readonly record struct PollerKey(string InstanceKey);
