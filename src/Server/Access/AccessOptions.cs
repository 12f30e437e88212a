using Cairn.Protocol;
using Cairn.Runtime.Access;

namespace Cairn.Server.Access;

/// <summary>How callers of a server are known. Who has none of these credentials may call almost nothing.</summary>
public sealed record AccessOptions
{
    /// <summary>The keys that the server knows.</summary>
    public required ApiKeys Keys { get; init; }

    /// <summary>Makes, lists and revokes keys.</summary>
    public required IAccessService Service { get; init; }

    /// <summary>Which tokens are accepted; null, the default, means none.</summary>
    public JwtOptions? Jwt { get; init; }

    /// <summary>The file of the audit log, one JSON object a line; null, the default, means the server's log.</summary>
    public string? AuditFile { get; init; }
}
