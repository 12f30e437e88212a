namespace FanOut;

/// <summary>The shops that one child counts.</summary>
/// <param name="Number">The number of the region, from 1.</param>
/// <param name="Shops">How many shops it has.</param>
public sealed record Region(int Number, int Shops);
