using Cairn.Activities;

namespace Polyglot;

/// <summary>Writes mail to the console.</summary>
public sealed class Mail : IMail
{
    [Activity]
    public async Task SendAsync(string customer, string text) => Console.WriteLine($"to {customer}: {text}");
}
