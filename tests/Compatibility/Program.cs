using Cairn.Tests.Compatibility.Client;
using Cairn.Tests.Compatibility.Workers;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

[assembly: AssemblyFixture(typeof(Cairn.Tests.Compatibility.Fleet))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Cairn.Tests.Compatibility;

/// <summary>Runs the tests, or is the worker or the client that they need.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        ["play:worker", var address, var taskQueue, var release] =>
            WorkerProgram.RunAsync(address, taskQueue, release),
        ["play:client", var address] => ClientProgram.RunAsync(address),
        _ => RunTestsAsync(args),
    };

    // `dotnet test` speaks to a server of the test platform; a person speaks to the console runner.
    private static Task<int> RunTestsAsync(string[] args) =>
        args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
}
