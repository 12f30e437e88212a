namespace Cairn.Runtime.TaskQueues;

/// <summary>Identifies the worker of a poll, so that its polls can be ended when it stops.</summary>
/// <param name="InstanceKey">The unique key that the worker chose; empty if its SDK sends none.</param>
internal readonly record struct PollerKey(string InstanceKey);
