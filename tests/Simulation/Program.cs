using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Cairn.Tests.Simulation;

/// <summary>Runs the tests, or seeds by hand.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args.Length > 0 && CommandLine.Knows(args[0])
        ? Task.FromResult(CommandLine.Run(args, Console.Out))
        : RunTestsAsync(args);

    // `dotnet test` speaks to a server of the test platform; a person speaks to the console runner.
    private static Task<int> RunTestsAsync(string[] args) =>
        args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
}
