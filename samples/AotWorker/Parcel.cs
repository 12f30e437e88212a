namespace AotWorker;

/// <summary>What is delivered.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Receiver">The name of the receiver.</param>
public record Parcel(string Id, string Receiver);
