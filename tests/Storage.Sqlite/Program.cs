using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>Runs the tests, or plays one of the other processes that they need.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [OtherProcess.Hold, var path] => Roles.HoldAsync(path),
        [OtherProcess.Commit, var path] => Roles.CommitAsync(path),
        [OtherProcess.BreakDisk, var path] => Roles.BreakDiskAsync(path),
        _ => RunTestsAsync(args),
    };

    // `dotnet test` speaks to a server of the test platform; a person speaks to the console runner.
    private static Task<int> RunTestsAsync(string[] args) =>
        args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
}
