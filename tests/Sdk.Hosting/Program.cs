using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Runs the tests, or plays the host that they end by SIGTERM.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [DrainingHost.Role, var database, var grace, var limit] => DrainingHost.RunAsync(database, grace, limit),
        [EndingHost.Role, var how, var place] => EndAsync(how, place),
        _ => RunTestsAsync(args),
    };

    private static async Task<int> EndAsync(string how, string place)
    {
        await EndingHost.RunAsync(how, place);
        return Environment.ExitCode;
    }

    // `dotnet test` speaks to a server of the test platform; a person speaks to the console runner.
    private static Task<int> RunTestsAsync(string[] args) =>
        args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
}
