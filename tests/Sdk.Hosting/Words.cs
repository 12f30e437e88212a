namespace Cairn.Tests.Sdk.Hosting;

/// <summary>What the container gives to activities.</summary>
public sealed class Words
{
    public List<string> Log { get; } = [];

    public string Hello { get; } = "Hello";
}
