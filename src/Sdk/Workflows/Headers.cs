using Cairn.Api.Common.V1;

namespace Cairn.Workflows;

/// <summary>Converts the headers that travel with arguments.</summary>
internal static class Headers
{
    /// <summary>The headers on the wire; null if there are none.</summary>
    public static Header? Of(IDictionary<string, Payload>? headers)
    {
        if (headers is not { Count: > 0 })
        {
            return null;
        }

        var wire = new Header();
        foreach (var (key, payload) in headers)
        {
            wire.Fields.Add(key, payload);
        }

        return wire;
    }
}
