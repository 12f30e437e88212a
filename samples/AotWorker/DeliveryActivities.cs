using Cairn.Activities;

namespace AotWorker;

/// <summary>What a delivery does to the world.</summary>
[ActivityDefaults(StartToClose = "00:00:30", MaxAttempts = 3)]
public class DeliveryActivities
{
    [Activity]
    public Task<string> FindAddressAsync(string receiver) => Task.FromResult($"1 {receiver} Street");

    [Activity]
    public void Notify(Parcel parcel, string text) => Console.WriteLine($"{parcel.Id}: {text}");

    [Activity]
    public static int Weigh(string parcelId) => parcelId.Length;
}
