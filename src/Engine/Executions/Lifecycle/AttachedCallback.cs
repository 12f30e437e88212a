using Cairn.Api.Common.V1;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Whom to tell how the workflow ended.</summary>
/// <param name="Callback">Where, and with what.</param>
/// <param name="Time">When a start asked for it.</param>
public sealed record AttachedCallback(Callback Callback, DateTimeOffset Time);
