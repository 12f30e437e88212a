using Cairn.Activities;

namespace AspNetHost;

/// <summary>Sends parcels.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:30")]
public interface IWarehouse
{
    /// <summary>Sends the goods of an order; answers with the number of the parcel.</summary>
    [Activity]
    Task<string> ShipAsync(Order order);
}
