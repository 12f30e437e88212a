using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Cairn.Server.Access;

/// <summary>How tokens are checked: their signature, issuer, audience and time.</summary>
internal static class Tokens
{
    // A key that is known to anybody, or none, must not do: only signatures by private keys.
    private static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeysTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Lets a server accept tokens.</summary>
    public static void Accept(IServiceCollection services, JwtOptions options) => services
        .AddAuthentication()
        .AddJwtBearer(bearer =>
        {
            bearer.Authority = options.Authority.ToString();
            bearer.Audience = options.Audience;
            bearer.RequireHttpsMetadata = !options.Authority.IsLoopback;
            bearer.BackchannelTimeout = KeysTimeout;
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = options.Audience,
                ValidAlgorithms = Algorithms,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ClockSkew = Skew,
            };
        });
}
