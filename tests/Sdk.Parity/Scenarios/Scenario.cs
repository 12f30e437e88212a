namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Something that a client does with workflows, played with each SDK.</summary>
/// <param name="Name">Its name, which begins the ids of its workflows.</param>
/// <param name="PlayAsync">What the client does.</param>
/// <param name="IsCoded">Whether client and worker have a codec, encoded failures and interceptors.</param>
internal sealed record Scenario(string Name, Func<Play, Task> PlayAsync, bool IsCoded = false);
