using System.Runtime.Versioning;

namespace Cairn.Tests.Cli;

[UnsupportedOSPlatform("windows")]
public sealed class DoctorTests
{
    [Fact]
    public async Task A_server_that_is_away_is_said_at_once_with_what_to_do()
    {
        var (code, said, errors) = await new Terminal().AllAsync("doctor --address 127.0.0.1:1");

        Assert.Equal((1, ""), (code, errors));
        Assert.Contains(
            "Connection refused (127.0.0.1:1): no server listens there. Start one, for instance with 'cairn server "
            + "start-dev', or correct --address.",
            said,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_queue_without_a_worker_is_found()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        Assert.Contains("has no open workflows", await cairn.TextAsync("doctor"), StringComparison.Ordinal);
        await cairn.TextAsync("workflow start --type T --task-queue lonely -w w");

        var (code, said, _) = await cairn.AllAsync("doctor");

        Assert.Equal(1, code);
        Assert.Contains(
            "lonely: none polls for 1 open workflows, 1 tasks wait", said, StringComparison.Ordinal);
        Assert.Contains("The server's clock and that of this machine agree.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_others_can_read_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-doctor-");
        var file = Path.Combine(folder.FullName, "orders.db");
        using var server = ServerProcess.StartDev("--port", "0", "--db-filename", file);
        var cairn = new Terminal(await server.ReadyAsync());
        Assert.DoesNotContain("can be read", await cairn.TextAsync($"doctor -f {file}"), StringComparison.Ordinal);
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherRead);
        Assert.Contains(
            $"{file} can be read by others: chmod 600",
            await cairn.TextAsync($"doctor -f {file}"),
            StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_command_waits_for_a_server_that_is_starting_if_it_is_told_to()
    {
        using var earlier = ServerProcess.StartDev("--port", "0");
        var address = await earlier.ReadyAsync();
        earlier.Kill();
        await earlier.EndAsync();
        using var waiting = new Terminal(address).Start("workflow count --client-connect-timeout 60s");
        using var server = ServerProcess.StartDev("--port", $"{address.Port}");
        await server.ReadyAsync();

        Assert.Equal("Total: 0\n", await waiting.RestAsync());
    }

    [Fact]
    public async Task A_shell_completes_commands_and_options()
    {
        var script = await new Terminal().TextAsync("completion bash");
        var program = Path.Combine(AppContext.BaseDirectory, "cairn.dll");
        using var bash = new System.Diagnostics.Process
        {
            StartInfo = new("bash", ["-c", $$"""
                cairn() { dotnet {{program}} "$@"; }
                {{script}}
                COMP_LINE="cairn workflow describe --workflow-i" COMP_WORDS=(cairn workflow describe --workflow-i)
                COMP_POINT=${#COMP_LINE} COMP_CWORD=3
                _cairn
                echo "${COMPREPLY[@]}"
                """])
            { RedirectStandardOutput = true },
        };
        bash.Start();

        var found = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("--workflow-id\n", found);
    }
}
