namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>What the body of a signal holds.</summary>
public sealed record Payment(string OrderId, bool IsPaid);
