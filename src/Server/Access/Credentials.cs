using Cairn.Runtime.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Access;

/// <summary>Finds out who calls: by an API key, a token, or a client certificate.</summary>
/// <param name="options">Which credentials are accepted.</param>
internal sealed class Credentials(AccessOptions options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Who makes a call.</summary>
    public async ValueTask<Caller> FindAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            // The handshake has checked it: without a valid one there is no connection.
            return http.Connection.ClientCertificate is { } certificate
                ? new(certificate.Subject, "certificate", Permissions.All)
                : Caller.Unknown;
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Caller.Invalid("", "none", "the header authorization is not of the form Bearer CREDENTIAL");
        }

        var text = header[Scheme.Length..].Trim();
        return text.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal)
            ? OfKey(text)
            : await OfTokenAsync(http).ConfigureAwait(false);
    }

    private Caller OfKey(string text)
    {
        var (verdict, key) = options.Keys.Check(text);
        var name = key is null ? "" : $"{key.Name} ({key.Id})";
        return verdict == KeyVerdict.Valid && Permissions.TryRead(key!.Permissions, out var permissions, out _)
            ? new(name, "api-key", permissions)
            : Caller.Invalid(name, "api-key", verdict switch
            {
                KeyVerdict.WrongSecret => "the API key has another secret",
                KeyVerdict.Expired => "the API key has expired",
                KeyVerdict.Revoked => "the API key was revoked",
                _ => "there is no such API key",
            });
    }

    private async Task<Caller> OfTokenAsync(HttpContext http)
    {
        if (options.Jwt is not { } jwt)
        {
            return Caller.Invalid("", "jwt", "the server accepts no tokens");
        }

        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return Caller.Invalid("", "jwt", result.Failure?.Message ?? "the token is not valid");
        }

        var name = result.Principal.FindFirst("sub")?.Value ?? "";
        var permissions = result.Principal.FindAll(jwt.PermissionsClaim).Select(claim => claim.Value);
        return new(name, "jwt", Permissions.OfToken(permissions));
    }
}
