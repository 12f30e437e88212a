using Cairn.Activities;

namespace Company.CairnWorker;

/// <summary>Touches the outside. Each attempt has an instance with services of its own scope.</summary>
public sealed class GreetingActivities
{
    [Activity]
    public Task<string> GreetAsync(string name) => Task.FromResult($"Hello, {name}!");
}
