namespace Cairn.Runtime.Access;

/// <summary>What a caller may do. The values are those of Temporal's server.</summary>
[Flags]
public enum Role
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To poll for tasks and answer them, and nothing else.</summary>
    Worker = 1,

    /// <summary>To look at everything.</summary>
    Reader = 2,

    /// <summary>To look at everything, to change workflows, and to work.</summary>
    Writer = 4,

    /// <summary>To change namespaces too.</summary>
    Admin = 8,
}
