using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Testing;

namespace Campaign;

/// <summary>Writes mail to the console, with the day on which it was sent.</summary>
/// <param name="env">Has the time.</param>
/// <param name="start">The time of day 0.</param>
/// <param name="customers">The customers who want the newsletter at first.</param>
public sealed class Mail(WorkflowEnvironment env, DateTime start, IEnumerable<string> customers) : IMail
{
    private readonly ConcurrentDictionary<string, bool> subscribers =
        new(customers.Select(customer => KeyValuePair.Create(customer, true)));

    [Activity]
    public async Task SendAsync(string customer, string mail) =>
        Console.WriteLine($"day {(await env.GetCurrentTimeAsync() - start).Days,2}: {mail} to {customer}");

    [Activity]
    public async Task<IReadOnlyList<string>> SubscribersAsync() => [.. subscribers.Keys.Order()];

    [Activity]
    public async Task UnsubscribeAsync(string customer)
    {
        subscribers.TryRemove(customer, out _);
        await SendAsync(customer, "goodbye");
    }
}
