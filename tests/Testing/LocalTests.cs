using Cairn.Client;
using Cairn.Common;
using Cairn.Testing;
using Cairn.Worker;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

public class LocalTests
{
    [Fact]
    public async Task A_local_environment_runs_in_real_time_without_a_port()
    {
        await using var env = await WorkflowEnvironment.StartLocalAsync();

        Assert.False(env.SupportsTimeSkipping);
        Assert.Null(env.Client.Connection.Options.TargetHost);
        await SleepsAsync(env.Client);
    }

    [Fact]
    public async Task A_client_connects_over_the_network_where_a_port_is_asked_for()
    {
        await using var env = await WorkflowEnvironment.StartLocalAsync(new() { TargetHost = "localhost:0" });
        using var connection = await CairnConnection.ConnectAsync(new(env.Client.Connection.Options.TargetHost!));

        await SleepsAsync(new CairnClient(connection, new()));
    }

    [Fact]
    public async Task A_time_skipping_environment_skips_time_for_clients_of_the_network()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(new() { TargetHost = "127.0.0.1:0" });
        using var connection = await CairnConnection.ConnectAsync(new(env.Client.Connection.Options.TargetHost!));

        await SleepsAsync(new CairnClient(connection, new()), TimeSpan.FromDays(365));
    }

    [Fact]
    public async Task A_target_that_is_no_address_is_refused() => await Assert.ThrowsAsync<ArgumentException>(
        () => WorkflowEnvironment.StartLocalAsync(new() { TargetHost = "example" }));

    [Fact]
    public async Task A_local_environment_keeps_its_data_in_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-testing");
        try
        {
            var path = Path.Combine(folder.FullName, "test.db");
            for (var start = 0; start < 2; start++)
            {
                await using var env = await WorkflowEnvironment.StartLocalAsync(
                    new() { DevServerOptions = new() { DatabaseFilename = path } });
                await env.Client.StartWorkflowAsync("Any", [], new($"kept-{start}", "q"));
                Assert.Equal(start + 1, (await env.Client.CountWorkflowsAsync("")).Count);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Search_attributes_of_the_options_exist()
    {
        var key = SearchAttributeKey.CreateKeyword("Customer");
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(new() { SearchAttributes = [key] });

        await env.Client.StartWorkflowAsync("Any", [], new("ann", "q")
        {
            TypedSearchAttributes =
                new SearchAttributeCollection.Builder().Set(key, "Ann").ToSearchAttributeCollection(),
        });

        Assert.Equal(1, (await env.Client.CountWorkflowsAsync("Customer = 'Ann'")).Count);
    }

    [Fact]
    public async Task An_environment_over_a_client_leaves_its_server_running()
    {
        await using var outer = await WorkflowEnvironment.StartLocalAsync();
        await using (var env = new WorkflowEnvironment(outer.Client))
        {
            Assert.False(env.SupportsTimeSkipping);
            await SleepsAsync(env.Client);
        }

        await SleepsAsync(outer.Client);
    }

    private static async Task SleepsAsync(ICairnClient client, TimeSpan? length = null)
    {
        using var worker = new CairnWorker(client, new CairnWorkerOptions("q").AddWorkflow<SleepFlow>());
        await worker.RunAsync(() => client.ExecuteWorkflowAsync(
            (SleepFlow flow) => flow.RunAsync(length ?? TimeSpan.FromMilliseconds(10)), new("sleep", "q")));
    }
}
