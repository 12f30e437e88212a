using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Runs the tests, or plays the host that they end by SIGTERM.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [DrainingHost.Role, var database, var grace] => DrainingHost.RunAsync(database, grace),
        _ => RunTestsAsync(args),
    };

    // `dotnet test` speaks to a server of the test platform; a person speaks to the console runner.
    private static Task<int> RunTestsAsync(string[] args) =>
        args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
}
