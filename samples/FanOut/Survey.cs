namespace FanOut;

/// <summary>What is counted: all shops of all regions.</summary>
/// <param name="Regions">How many regions; each is a child workflow.</param>
/// <param name="ShopsPerRegion">How many shops each region has; each is an activity.</param>
public sealed record Survey(int Regions, int ShopsPerRegion);
