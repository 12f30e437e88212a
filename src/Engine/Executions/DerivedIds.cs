using System.Security.Cryptography;
using System.Text;
using Cairn.Protocol;

namespace Cairn.Engine.Executions;

/// <summary>Ids that follow from what is known, where nobody outside brings one.</summary>
internal static class DerivedIds
{
    /// <summary>A UUID of version 8 that belongs to one event of one run.</summary>
    public static string Of(RunId runId, long eventId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{runId}/{eventId}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
