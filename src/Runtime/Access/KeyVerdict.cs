namespace Cairn.Runtime.Access;

/// <summary>What an API key is worth.</summary>
public enum KeyVerdict
{
    /// <summary>It is valid.</summary>
    Valid,

    /// <summary>No key has that id.</summary>
    Unknown,

    /// <summary>There is a key of that id, but with another secret.</summary>
    WrongSecret,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Somebody revoked it.</summary>
    Revoked,
}
