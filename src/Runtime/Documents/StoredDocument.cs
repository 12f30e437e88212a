namespace Cairn.Runtime.Documents;

/// <summary>A value as it is in the store.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="State">The value.</param>
/// <param name="Version">How many times it has been written.</param>
internal sealed record StoredDocument<T>(T State, long Version);
