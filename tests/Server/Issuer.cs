using System.Security.Cryptography;
using System.Text;
using Cairn.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cairn.Tests.Server;

/// <summary>An issuer of tokens: a web server with its configuration and its keys.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly RSA key = RSA.Create(2048);

    private Issuer(WebApplication web) => this.web = web;

    public string Address => web.Urls.Single();

    /// <summary>The public key, as anybody can read it.</summary>
    public byte[] PublicKey => Encoding.UTF8.GetBytes(key.ExportRSAPublicKeyPem());

    public JwtOptions Options => new() { Authority = new Uri(Address), Audience = "cairn" };

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new Issuer(builder.Build());
        issuer.web.MapGet("/.well-known/openid-configuration", http => http.Response.WriteAsync(
            $$"""{"issuer":"{{issuer.Address}}","jwks_uri":"{{issuer.Address}}/keys"}"""));
        issuer.web.MapGet("/keys", http => http.Response.WriteAsync(issuer.Keys()));
        await issuer.web.StartAsync();
        return issuer;
    }

    /// <summary>A token; what is not said is as it should be.</summary>
    public string Token(
        string[] permissions,
        string? audience = "cairn",
        string? from = null,
        TimeSpan? begins = null,
        TimeSpan? ends = null,
        SigningCredentials? signedBy = null) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
        .CreateToken(new SecurityTokenDescriptor
        {
            Issuer = from ?? Address,
            Audience = audience,
            NotBefore = DateTime.UtcNow + (begins ?? TimeSpan.FromMinutes(-1)),
            Expires = DateTime.UtcNow + (ends ?? TimeSpan.FromMinutes(5)),
            Claims = new Dictionary<string, object> { ["sub"] = "ada", ["permissions"] = permissions },
            SigningCredentials = signedBy ?? By(key, "one"),
        });

    public static SigningCredentials By(RSA key, string name) =>
        new(new RsaSecurityKey(key) { KeyId = name }, SecurityAlgorithms.RsaSha256);

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        key.Dispose();
    }

    private string Keys()
    {
        var own = key.ExportParameters(includePrivateParameters: false);
        return $$"""
            {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"one",
            "n":"{{Base64UrlEncoder.Encode(own.Modulus)}}","e":"{{Base64UrlEncoder.Encode(own.Exponent)}}"}]}
            """;
    }
}
