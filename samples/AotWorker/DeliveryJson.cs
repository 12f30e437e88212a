using System.Text.Json.Serialization;

namespace AotWorker;

/// <summary>The JSON of the types that workflows and activities exchange. Simple types need not be listed.</summary>
[JsonSerializable(typeof(Parcel))]
[JsonSerializable(typeof(Receipt))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
