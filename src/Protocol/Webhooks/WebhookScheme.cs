namespace Cairn.Protocol.Webhooks;

/// <summary>How the sender of webhooks signs them. Each scheme is an HMAC with SHA-256.</summary>
internal enum WebhookScheme
{
    /// <summary>
    /// A header with the HMAC, in hexadecimal digits or base64, of the body; or, if another header has the time in
    /// seconds since 1970, of that time, a dot and the body.
    /// </summary>
    Generic,

    /// <summary>The header X-Hub-Signature-256 with <c>sha256=</c> and the HMAC of the body.</summary>
    GitHub,

    /// <summary>The header Stripe-Signature with a time and the HMACs of that time, a dot and the body.</summary>
    Stripe,
}
