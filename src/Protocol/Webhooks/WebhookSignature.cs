using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Protocol.Webhooks;

/// <summary>Tells by its signature whether a webhook comes from its sender.</summary>
/// <param name="scheme">How it is signed.</param>
/// <param name="secrets">
/// The secrets; any of them may have signed it, so that two are valid while one replaces the other.
/// </param>
/// <param name="header">The header of the signature in the generic scheme; null means X-Signature.</param>
internal sealed class WebhookSignature(WebhookScheme scheme, IReadOnlyList<string> secrets, string? header = null)
{
    private const string Prefix = "sha256=";

    /// <summary>How old a signed time may be, or ahead of the clock, unless another tolerance is chosen.</summary>
    public static TimeSpan DefaultTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The header of the signature.</summary>
    public string Header { get; } = scheme switch
    {
        WebhookScheme.GitHub => "X-Hub-Signature-256",
        WebhookScheme.Stripe => "Stripe-Signature",
        _ => header ?? "X-Signature",
    };

    /// <summary>The header of the time in <see cref="WebhookScheme.Generic"/>; null if none is signed.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>How old a signed time may be, or ahead of the clock. Default: 5 minutes.</summary>
    public TimeSpan Tolerance { get; init; } = DefaultTolerance;

    /// <summary>Why a webhook is not authentic; null if it is.</summary>
    /// <param name="headerOf">The value of a header; null if there is none of that name.</param>
    /// <param name="body">The bytes of the body.</param>
    /// <param name="now">The time.</param>
    public string? WhyNot(Func<string, string?> headerOf, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (headerOf(Header) is not { Length: > 0 } value)
        {
            return $"it has no header {Header}";
        }

        var (time, signatures) = scheme == WebhookScheme.Stripe
            ? ReadStripe(value)
            : (TimestampHeader is null ? null : headerOf(TimestampHeader), [Decode(value)]);
        if (time is null && (scheme == WebhookScheme.Stripe || TimestampHeader is not null))
        {
            return "it has no time";
        }

        if (time is not null && WhyNotInTime(time, now) is { } reason)
        {
            return reason;
        }

        byte[] signed = time is null ? body.ToArray() : [.. Encoding.UTF8.GetBytes($"{time}."), .. body];
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            if (signatures.Any(signature => CryptographicOperations.FixedTimeEquals(signature, expected)))
            {
                return null;
            }
        }

        return $"its signature in {Header} was made of another body or with another secret";
    }

    private string? WhyNotInTime(string time, DateTimeOffset now)
    {
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return "its time is not a number of seconds";
        }

        var age = now.ToUnixTimeSeconds() - seconds;
        return Math.Abs((double)age) <= Tolerance.TotalSeconds
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"its time is {age} s ago, so it may have been sent before");
    }

    private static (string? Time, List<byte[]> Signatures) ReadStripe(string value)
    {
        string? time = null;
        var signatures = new List<byte[]>();
        foreach (var pair in value.Split(','))
        {
            switch (pair.Trim().Split('=', 2))
            {
                case ["t", var text]:
                    time ??= text;
                    break;
                case ["v1", var text]:
                    signatures.Add(Decode(text));
                    break;
            }
        }

        return (time, signatures);
    }

    /// <summary>The bytes of a signature; none if it is neither hexadecimal digits nor base64.</summary>
    private static byte[] Decode(string text)
    {
        var bare = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;
        try
        {
            return bare.Length == HMACSHA256.HashSizeInBytes * 2
                ? Convert.FromHexString(bare)
                : Convert.FromBase64String(bare);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
