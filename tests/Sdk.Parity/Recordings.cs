extern alias cairn;
extern alias official;

using Cairn.Tests.Sdk.Parity;
using CairnSide = cairn::Cairn.Tests.Sdk.Parity.Scenarios.Side;
using OfficialSide = official::Cairn.Tests.Sdk.Parity.Scenarios.Side;

[assembly: AssemblyFixture(typeof(Recordings))]

namespace Cairn.Tests.Sdk.Parity;

/// <summary>Plays every scenario once in every combination, several at a time, for all tests.</summary>
public sealed class Recordings : IAsyncLifetime
{
    private const int AtOnce = 8;

    private readonly Dictionary<Combination, Lazy<Task<Dictionary<string, Task<Recording>>>>> plays =
        Combination.All.ToDictionary(both => both, both => new Lazy<Task<Dictionary<string, Task<Recording>>>>(
            () => Task.Run(() => PlayAllAsync(both))));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await ((Task)Task.WhenAll(
            plays.Values.Where(all => all.IsValueCreated).Select(all => all.Value)))
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>What the play of a scenario left behind.</summary>
    public async Task<Recording> OfAsync(string scenario, Combination both)
    {
        // The first call begins them all.
        await Task.WhenAll(plays.Values.Select(all => all.Value));
        return await (await plays[both].Value)[scenario];
    }

    private static async Task<Dictionary<string, Task<Recording>>> PlayAllAsync(Combination both)
    {
        await using var server = await LoopbackServer.StartAsync();
        await using var workers = both.IsOfficialWorker
            ? await OfficialSide.StartWorkersAsync(server.Address)
            : await CairnSide.StartWorkersAsync(server.Address);
        using var free = new SemaphoreSlim(AtOnce);
        var all = CairnSide.ScenarioNames.ToDictionary(name => name, PlayAsync);
        await ((Task)Task.WhenAll(all.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return all;

        async Task<Recording> PlayAsync(string scenario)
        {
            await free.WaitAsync();
            try
            {
                var (facts, histories) = both.IsOfficialClient
                    ? await OfficialSide.PlayAsync(server.Address, scenario)
                    : await CairnSide.PlayAsync(server.Address, scenario);
                return new(facts, histories);
            }
            finally
            {
                free.Release();
            }
        }
    }
}
