using Cairn.Activities;

namespace Cairn.Tests.Sdk.Hosting;

public sealed class Greetings(Words words)
{
    [Activity]
    public string Say(string name) => $"{words.Hello}, {name}!";
}
