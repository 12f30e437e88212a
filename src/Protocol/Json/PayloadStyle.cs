namespace Cairn.Protocol.Json;

/// <summary>How payloads look in JSON.</summary>
internal enum PayloadStyle
{
    /// <summary>With their metadata and bytes, as every message.</summary>
    Full,

    /// <summary>
    /// As the value itself, where the payload can be made of it again; a list of payloads as a list of values, where
    /// that is so for each of them. Temporal calls it shorthand.
    /// </summary>
    Shorthand,

    /// <summary>As the value itself, wherever it is JSON: for people.</summary>
    Readable,
}
