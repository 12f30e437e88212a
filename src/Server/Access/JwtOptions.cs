namespace Cairn.Server.Access;

/// <summary>Which tokens (JWT) a server accepts.</summary>
public sealed record JwtOptions
{
    /// <summary>
    /// The issuer: its OpenID configuration, at <c>/.well-known/openid-configuration</c>, says which keys sign tokens.
    /// It must be https, unless it is on this machine.
    /// </summary>
    public required Uri Authority { get; init; }

    /// <summary>Whom a token must be meant for.</summary>
    public required string Audience { get; init; }

    /// <summary>
    /// The claim with what the caller may do, as <c>NAMESPACE:ROLE</c>; several values or a list. Default:
    /// <c>permissions</c>, as in Temporal's server.
    /// </summary>
    public string PermissionsClaim { get; init; } = "permissions";
}
