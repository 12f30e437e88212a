using Cairn.Runtime.Access;

namespace Cairn.Server.Access;

/// <summary>Who calls.</summary>
/// <param name="Name">The name of the key, the subject of the token, or that of the certificate.</param>
/// <param name="Credential">By what the caller is known: <c>api-key</c>, <c>jwt</c> or <c>certificate</c>.</param>
/// <param name="Permissions">What it may do.</param>
/// <param name="Problem">Why its credential is not valid; null if it is. Only logs show it.</param>
internal sealed record Caller(string Name, string Credential, Permissions Permissions, string? Problem = null)
{
    /// <summary>Sends no credential.</summary>
    public static Caller Unknown { get; } = new("", "none", Permissions.None, "there is no credential");

    /// <summary>A credential that is not valid.</summary>
    public static Caller Invalid(string name, string credential, string problem) =>
        new(name, credential, Permissions.None, problem);
}
