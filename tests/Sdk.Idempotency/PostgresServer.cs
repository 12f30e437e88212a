using System.Diagnostics;
using Npgsql;

namespace Cairn.Tests.Sdk.Idempotency;

/// <summary>
/// A PostgreSQL server in a folder of its own, reached by a socket there. It refuses to run as root, so that root runs
/// it as the user postgres.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "postgres";

    private readonly string folder = Directory.CreateTempSubdirectory("cairn-pg-").FullName;
    private int databases;

    private string Data => Path.Combine(folder, "data");

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"shop{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(To("postgres"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return To(name);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", User, folder);
        }

        await PostgresAsync("initdb", "-D", Data, "-U", User, "-A", "trust", "--no-sync");
        var settings = $"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off";
        await PostgresAsync("pg_ctl", "-D", Data, "-o", settings, "-l", Path.Combine(folder, "log"), "-w", "start");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await PostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private string To(string database) => $"Host={folder};Username={User};Database={database}";

    private static Task PostgresAsync(string program, params string[] arguments)
    {
        var path = Find(program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", User, "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static string Find(string program)
    {
        const string Debian = "/usr/lib/postgresql";
        string[] versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var folders = versions.OrderDescending().Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator));
        return folders.Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"These tests need PostgreSQL, but its program {program} is neither under {Debian} nor on the PATH: "
                + "install the package postgresql");
    }

    // What the program starts keeps its output open, so that it goes to a file and not to a pipe.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var log = Path.GetTempFileName();
        try
        {
            string[] quoted = [.. arguments.Prepend(program).Select(word => $"'{word.Replace("'", "'\\''")}'")];
            using var running = Process.Start(
                "/bin/sh", ["-c", $"{string.Join(' ', quoted)} >'{log}' 2>&1 </dev/null"]);
            await running.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2));
            if (running.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {running.ExitCode}: "
                    + await File.ReadAllTextAsync(log));
            }
        }
        finally
        {
            File.Delete(log);
        }
    }
}
