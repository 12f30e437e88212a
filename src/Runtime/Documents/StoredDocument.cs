namespace Cairn.Runtime.Documents;

/// <summary>A thing as it is in the store.</summary>
/// <typeparam name="T">What its document holds.</typeparam>
/// <param name="State">What is there.</param>
/// <param name="Version">How often it was written.</param>
internal sealed record StoredDocument<T>(T State, long Version);
