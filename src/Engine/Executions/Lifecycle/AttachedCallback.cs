using Cairn.Api.Common.V1;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>A callback that is notified when the workflow has closed.</summary>
/// <param name="Callback">The address and headers.</param>
/// <param name="Time">When a start attached it.</param>
public sealed record AttachedCallback(Callback Callback, DateTimeOffset Time);
