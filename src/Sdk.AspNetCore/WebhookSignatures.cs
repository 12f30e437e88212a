using Cairn.Protocol.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.AspNetCore;

/// <summary>
/// Checks the signatures of webhooks, for <c>isAuthentic</c> of <c>MapWorkflowWebhook</c>. Each takes the secrets that
/// may have signed: two while one replaces the other. The time is that of the host's <see cref="TimeProvider"/>, or of
/// the system if it has none.
/// </summary>
public static class WebhookSignatures
{
    /// <summary>Checks <c>X-Hub-Signature-256</c>: the HMAC-SHA256 of the body.</summary>
    /// <param name="secrets">The secrets; at least one.</param>
    /// <exception cref="ArgumentException">There is no secret, or one is empty.</exception>
    public static Func<HttpRequest, ReadOnlyMemory<byte>, bool> GitHub(params string[] secrets) =>
        Check(new(WebhookScheme.GitHub, Require(secrets)));

    /// <summary>
    /// Checks <c>Stripe-Signature</c>: the HMAC-SHA256 of a time, at most 5 minutes from now, a dot and the body.
    /// </summary>
    /// <param name="secrets">The secrets; at least one.</param>
    /// <exception cref="ArgumentException">There is no secret, or one is empty.</exception>
    public static Func<HttpRequest, ReadOnlyMemory<byte>, bool> Stripe(params string[] secrets) =>
        Check(new(WebhookScheme.Stripe, Require(secrets)));

    /// <summary>
    /// Checks a header with the HMAC-SHA256, in hexadecimal digits or base64, of the body; or of the time in another
    /// header, at most 5 minutes from now, a dot and the body.
    /// </summary>
    /// <param name="header">The header of the signature.</param>
    /// <param name="timestampHeader">The header of the time in seconds since 1970; null if no time is signed.</param>
    /// <param name="secrets">The secrets; at least one.</param>
    /// <exception cref="ArgumentException">There is no header or secret, or one is empty.</exception>
    public static Func<HttpRequest, ReadOnlyMemory<byte>, bool> Hmac(
        string header, string? timestampHeader, params string[] secrets)
    {
        ArgumentException.ThrowIfNullOrEmpty(header);
        return Check(new(WebhookScheme.Generic, Require(secrets), header) { TimestampHeader = timestampHeader });
    }

    private static Func<HttpRequest, ReadOnlyMemory<byte>, bool> Check(WebhookSignature signature) =>
        (request, body) => signature.WhyNot(
            name => request.Headers[name] is [{ } value] ? value : null,
            body.Span,
            ClockOf(request).GetUtcNow()) is null;

    private static TimeProvider ClockOf(HttpRequest request) =>
        request.HttpContext.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;

    private static string[] Require(string[] secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return secrets.Length > 0 && !secrets.Any(string.IsNullOrEmpty)
            ? [.. secrets]
            : throw new ArgumentException("Webhooks need a secret that is not empty.", nameof(secrets));
    }
}
