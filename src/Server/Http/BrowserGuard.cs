using System.Net;
using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Http;

/// <summary>
/// Refuses what pages of other sites make a browser send: a server on the loopback is open to its user, not to the
/// sites that the user visits. Programs send none of these headers.
/// </summary>
/// <param name="origins">The origins that are allowed; <c>*</c> means every one.</param>
/// <param name="anyName">
/// Whether the server may be called by any name. One on the loopback that asks for no credential may not: a name of
/// another site that leads here makes its pages look like those of this server, and their requests like a program's.
/// </param>
internal sealed class BrowserGuard(IReadOnlyList<string> origins, bool anyName)
{
    /// <summary>Whether a request names the server by an address or as localhost.</summary>
    public static bool IsOwnName(HttpRequest request) =>
        IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out _)
        || request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || !request.Host.HasValue;

    /// <exception cref="RpcException">The request comes from a page of an origin that is not allowed.</exception>
    public void Require(HttpRequest request)
    {
        // Webhooks come through tunnels, under other names, and have signatures.
        if (!anyName && !IsOwnName(request) && !request.Path.StartsWithSegments("/hooks"))
        {
            throw new RpcException(
                RpcException.StatusCode.PermissionDenied,
                "Call this server by its address or as localhost: without credentials it answers to no other name.");
        }

        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var isOfBrowser = origin.Length > 0 || site.Length > 0;
        if (isOfBrowser && !origins.Contains("*") && !origins.Contains(origin) && !IsOwnPage(request, origin, site))
        {
            throw new RpcException(
                RpcException.StatusCode.PermissionDenied,
                "Pages of other origins may not call this server. Start it with --http-cors-origin to allow one.");
        }
    }

    // A name that another site owns can lead to this server, so a page is its own only under an address or localhost.
    private static bool IsOwnPage(HttpRequest request, string origin, string site) =>
        site is "" or "none" or "same-origin"
        && IsOwnName(request)
        && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host.Value}");
}
