using Cairn.Activities;

namespace Cairn.Tests.Sdk.Hosting;

public sealed class ScopedGreetings(Words words, Ending ending)
{
    [Activity]
    public async Task<string> SayAsync(string name)
    {
        await Task.Yield();
        words.Log.Add("said");
        return ending.IsOver ? "too late" : $"{words.Hello}, {name}!";
    }
}
