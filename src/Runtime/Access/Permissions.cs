using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Cairn.Runtime.Access;

/// <summary>What a caller may do in each namespace.</summary>
public sealed class Permissions
{
    /// <summary>Stands for all namespaces and for the server itself.</summary>
    public const string Everywhere = "*";

    // What Temporal's server calls the same in its claims.
    private const string TemporalEverywhere = "temporal-system";

    private static readonly FrozenDictionary<string, Role> Words = new Dictionary<string, Role>
    {
        ["worker"] = Role.Worker,
        ["reader"] = Role.Reader,
        ["read"] = Role.Reader,
        ["writer"] = Role.Writer,
        ["write"] = Role.Writer,
        ["admin"] = Role.Admin,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, Role> roles;
    private readonly Role everywhere;

    private Permissions(Dictionary<string, Role> roles)
    {
        roles.Remove(Everywhere, out everywhere);
        this.roles = roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Everything.</summary>
    public static Permissions All { get; } = new(new() { [Everywhere] = Role.Admin });

    /// <summary>Nothing.</summary>
    public static Permissions None { get; } = new([]);

    /// <summary>The words of the roles, for messages.</summary>
    public static string KnownRoles => "reader, writer, worker and admin";

    /// <summary>Reads permissions of the form <c>NAMESPACE:ROLE</c>.</summary>
    /// <param name="texts">The permissions.</param>
    /// <param name="permissions">What they come to.</param>
    /// <param name="wrong">The first that is none.</param>
    public static bool TryRead(
        IEnumerable<string> texts,
        [NotNullWhen(true)] out Permissions? permissions,
        [NotNullWhen(false)] out string? wrong)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var read = new Dictionary<string, Role>();
        foreach (var text in texts)
        {
            if (!TryRead(text, out var one))
            {
                (permissions, wrong) = (null, text);
                return false;
            }

            read[one.Namespace] = read.GetValueOrDefault(one.Namespace) | one.Role;
        }

        (permissions, wrong) = (new Permissions(read), null);
        return true;
    }

    /// <summary>Reads those of a token, which may hold permissions for other programs: they are left out.</summary>
    public static Permissions OfToken(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return TryRead(texts.Where(text => TryRead(text, out _)), out var permissions, out _) ? permissions : None;
    }

    /// <summary>The roles in a namespace; an empty one stands for the server itself.</summary>
    public Role In(string @namespace) => everywhere | roles.GetValueOrDefault(@namespace);

    private static bool TryRead(string text, out (string Namespace, Role Role) permission)
    {
        permission = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !Words.TryGetValue(text[(colon + 1)..], out var role))
        {
            return false;
        }

        // Such a name is no namespace: a list with commas, or a pattern.
        var @namespace = text[..colon];
        if (@namespace != Everywhere && @namespace.Any(letter => letter is ',' or '*' || char.IsControl(letter)
            || char.IsWhiteSpace(letter)))
        {
            return false;
        }

        permission = (@namespace == TemporalEverywhere ? Everywhere : @namespace, role);
        return true;
    }
}
