using Cairn.Tests.Twins.Kit;

[assembly: AssemblyFixture(typeof(Recordings))]

namespace Cairn.Tests.Twins.Kit;

/// <summary>Plays every twin once, several at a time, for all tests.</summary>
public sealed class Recordings : IAsyncLifetime
{
    private const int AtOnce = 8;
    private const int MostPlays = 5;

    private readonly SemaphoreSlim free = new(AtOnce);
    private Dictionary<string, Task<Recording>> plays = [];

    public ValueTask InitializeAsync()
    {
        plays = Scenarios.AllTwins.ByScenario.Values.ToDictionary(
            twin => twin.Scenario, twin => Task.Run(() => PlayInTurnAsync(twin)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await ((Task)Task.WhenAll(plays.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        free.Dispose();
    }

    /// <summary>What the play of a scenario left behind.</summary>
    public Task<Recording> OfAsync(string scenario) => plays[scenario];

    private async Task<Recording> PlayInTurnAsync(Twin twin)
    {
        await free.WaitAsync();
        try
        {
            var recording = await PlayAsync(twin);
            for (var played = 1; played < MostPlays && recording.Histories.Any(twin.IsTooSlow); played++)
            {
                recording = await PlayAsync(twin);
            }

            return recording;
        }
        finally
        {
            free.Release();
        }
    }

    private static async Task<Recording> PlayAsync(Twin twin)
    {
        await using var play = await Play.BeginAsync(twin.Scenario);
        await using (twin.HasWorker ? play.StartWorker() : null)
        {
            await twin.PlayAsync(play).WaitAsync(TimeSpan.FromMinutes(5));
        }

        // The worker has had the answers to all that it sent.
        return await play.RecordingAsync();
    }
}
