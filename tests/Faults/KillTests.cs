using System.Globalization;
using Cairn.Tests.Faults.Shop;

namespace Cairn.Tests.Faults;

public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>How often the shop is killed: 50 times in every test run, 200 times before a release.</summary>
    private const string CyclesVariable = "CAIRN_KILL_CYCLES";

    /// <summary>Draws the same moments again.</summary>
    private const string SeedVariable = "CAIRN_KILL_SEED";

    private readonly int cycles = Number(CyclesVariable) ?? 50;
    private readonly int seed = Number(SeedVariable) ?? Random.Shared.Next();

    // A failure leaves the folder to be looked at.
    private readonly ShopFiles files = new(Directory.CreateTempSubdirectory("cairn-kills-").FullName);

    [Fact]
    public async Task A_shop_that_is_killed_at_random_moments_loses_nothing_and_does_each_thing_once()
    {
        output.WriteLine($"{SeedVariable}={seed}, data in {files.Data}");
        var random = new Random(seed);
        var deaths = new List<Phase>();
        for (var life = 0; life < cycles; life++)
        {
            using var shop = Victims.StartShop(ShopRole.Open, files.Data, life);
            deaths.Add(await shop.KillAsync(KillMoment.Draw(random)));
        }

        using var last = Victims.StartShop(ShopRole.Finish, files.Data, cycles);
        var (code, errors) = await last.EndAsync();
        Assert.True(code == 0, $"The last life ended with code {code}: {errors}");
        await CheckAsync(deaths);
    }

    [Fact]
    public async Task A_server_that_is_killed_at_random_moments_loses_nothing_while_worker_and_clients_go_on()
    {
        output.WriteLine($"{SeedVariable}={seed}, data in {files.Data}");
        var random = new Random(seed);
        var port = RemoteShop.FindPort(random);
        var deaths = new List<Phase>();
        await using var shop = new RemoteShop(files, port);
        for (var life = 0; life < cycles * 2 / 5; life++)
        {
            using var server = Victims.StartServer(files.Database, port);
            var moment = KillMoment.Draw(random);
            // It lives longer than the shop, since the worker's polls pause after every loss of their server.
            deaths.Add(await server.KillAsync(moment with { After = moment.After * 3 }));
        }

        using (var last = Victims.StartServer(files.Database, port))
        {
            await shop.FinishAsync();
            deaths.Add(await last.KillAsync(new(Phase.Service, TimeSpan.Zero)));
        }

        await CheckAsync(deaths);
    }

    private async Task CheckAsync(List<Phase> deaths)
    {
        Assert.Equal("ok", SqliteFile.Check(files.Database));
        var runs = await StoredRun.ReadAllAsync(files.Database);
        var ledger = files.Ledger.Read();
        var checks = new ShopChecks(runs, [.. files.Answers.Read().Select(Answer.Parse)], ledger);
        output.WriteLine(
            $"killed {deaths.Count(at => at == Phase.StartUp)} times in start-up, "
            + $"{deaths.Count(at => at == Phase.Recovery)} in recovery, {deaths.Count(at => at == Phase.Service)} in "
            + $"service; {checks.Orders.Count} orders, {runs.Count} histories with "
            + $"{runs.Sum(run => run.Events.Count)} events, {ledger.Length} attempts of activities");
        Assert.True(checks.Orders.Count > 0, "The shop had no customer.");
        await checks.CheckAsync();
        Directory.Delete(files.Data, recursive: true);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
