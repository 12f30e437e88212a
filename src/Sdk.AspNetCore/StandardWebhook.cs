using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cairn.Extensions.AspNetCore;

/// <summary>
/// Checks calls that are signed as the specification Standard Webhooks says: the headers <c>webhook-id</c>,
/// <c>webhook-timestamp</c> and <c>webhook-signature</c>. A call that was recorded and is sent again later is refused
/// by its time; one that is sent again within the tolerance passes, so the signal must tolerate that.
/// </summary>
public sealed class StandardWebhook
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    private static readonly TimeSpan s_defaultTolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] key;
    private readonly TimeSpan tolerance;
    private readonly TimeProvider time;

    /// <summary>Creates a check.</summary>
    /// <param name="secret">The shared secret: Base64, with or without <c>whsec_</c> before it.</param>
    /// <param name="tolerance">How old or how early a call may be; null, the default, means 5 minutes.</param>
    /// <param name="time">The clock; null, the default, means that of the system.</param>
    /// <exception cref="ArgumentException">
    /// The secret is empty or no Base64, or the tolerance is not more than zero.
    /// </exception>
    public StandardWebhook(string secret, TimeSpan? tolerance = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        this.tolerance = tolerance ?? s_defaultTolerance;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(this.tolerance, TimeSpan.Zero, nameof(tolerance));
        this.time = time ?? TimeProvider.System;
        key = Decoded(secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            ? secret[SecretPrefix.Length..]
            : secret) is { Length: > 0 } bytes
                ? bytes
                : throw new ArgumentException("The secret of webhooks must be Base64", nameof(secret));
    }

    /// <summary>
    /// Whether a call was signed with the secret, not long ago. It fits the parameter <c>isAuthentic</c> of
    /// MapWorkflowWebhook.
    /// </summary>
    /// <param name="request">The call.</param>
    /// <param name="body">The bytes of its body.</param>
    public bool IsAuthentic(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (id, sent) = ($"{request.Headers["webhook-id"]}", $"{request.Headers["webhook-timestamp"]}");
        if (id.Length == 0 || !IsRecent(sent))
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{sent}."), .. body.Span];
        var expected = HMACSHA256.HashData(key, signed);
        // More than one, while the secret is exchanged.
        return $"{request.Headers["webhook-signature"]}".Split(' ').Any(signature =>
            signature.StartsWith(Version, StringComparison.Ordinal)
            && Decoded(signature[Version.Length..]) is { } received
            && CryptographicOperations.FixedTimeEquals(received, expected));
    }

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private bool IsRecent(string sent) =>
        long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= tolerance.TotalSeconds;
}
