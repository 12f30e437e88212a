using System.Text.Json;

namespace Cairn.Tests.Compatibility;

/// <summary>A server that is killed under a worker of Temporal's own SDK, and started on the same file.</summary>
public sealed class ServerKilledTests(Fleet fleet) : IDisposable
{
    private const int Orders = 20;
    private const int Kills = 2;

    private static readonly string[] s_steps = ["reserve", "charge", "ship"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn");

    private string Ledger => Path.Combine(folder.FullName, "ledger.txt");

    private string[] Database => ["--db-filename", Path.Combine(folder.FullName, "cairn.db")];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Every_workflow_ends_and_no_step_is_missing()
    {
        fleet.Require();
        var server = await CairnServer.StartAsync([.. Database, "--port", "0"]);
        try
        {
            var address = server.Address;
            await using var client = await fleet.StartClientAsync(Language.TypeScript, address);
            await using var worker = await fleet.StartWorkerAsync(Language.TypeScript, "orders", address: address);
            var workflows = new List<string>();
            for (var order = 0; order < Orders; order++)
            {
                workflows.Add(await BeginAsync(client, $"order-{order}"));
            }

            for (var kill = 1; kill <= Kills; kill++)
            {
                await LedgerHoldsAsync(kill * Orders * s_steps.Length / (Kills + 2));
                await server.KillAsync();
                await server.DisposeAsync();
                server = await CairnServer.StartAsync([.. Database, "--port", address.Split(':')[^1]]);
            }

            foreach (var workflow in workflows)
            {
                Assert.Equal("""{"outcome":"shipped"}""", await Fleet.PlayAsync(client, "outcome", workflow));
            }
        }
        finally
        {
            await server.DisposeAsync();
        }

        // An activity whose end was not acknowledged may run again, so a line may be there twice: none may miss.
        Assert.Equal(
            Enumerable.Range(0, Orders).SelectMany(order => s_steps.Select(step => $"order-{order} {step}")).Order(),
            (await File.ReadAllLinesAsync(Ledger, TestContext.Current.CancellationToken)).Distinct().Order());
    }

    private async Task<string> BeginAsync(LineProcess client, string name)
    {
        var answer = await Fleet.PlayAsync(client, "begin", "orders", "notes", Ledger, name);
        return JsonElement.Parse(answer).GetProperty("workflowId").GetString()!;
    }

    private async Task LedgerHoldsAsync(int lines)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var cancel = deadline.Token;
        while (!File.Exists(Ledger) || (await File.ReadAllLinesAsync(Ledger, cancel)).Length < lines)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancel);
        }
    }
}
