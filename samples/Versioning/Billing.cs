using Cairn.Activities;

namespace Versioning;

/// <summary>Writes what it does to the console.</summary>
public sealed class Billing : IBilling
{
    [Activity]
    public async Task WelcomeAsync(string customer) => Console.WriteLine($"  {customer} is welcomed");

    [Activity]
    public async Task<decimal> FlatFeeAsync() => 12m;

    [Activity]
    public async Task<decimal> TieredFeeAsync(string customer) => 7.50m;

    [Activity]
    public async Task ChargeAsync(string customer, decimal fee) => Console.WriteLine($"  {customer} pays {fee:0.00}");
}
