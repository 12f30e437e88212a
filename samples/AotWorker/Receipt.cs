namespace AotWorker;

/// <summary>The result of a delivery.</summary>
/// <param name="Label">The label that was printed.</param>
/// <param name="Address">Where the parcel went.</param>
/// <param name="SignedBy">The name of the person who took it.</param>
public record Receipt(string Label, string Address, string SignedBy);
