using System.Globalization;
using Cairn.Tests.Faults.Shop;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Cairn.Tests.Faults;

/// <summary>Runs the tests, or plays the shop that they kill.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [ShopRole.Open, var data, var life] =>
            ShopRole.RunAsync(data, int.Parse(life, CultureInfo.InvariantCulture), isLastLife: false),
        [ShopRole.Finish, var data, var life] =>
            ShopRole.RunAsync(data, int.Parse(life, CultureInfo.InvariantCulture), isLastLife: true),
        _ => RunTestsAsync(args),
    };

    // `dotnet test` speaks to a server of the test platform; a person speaks to the console runner.
    private static Task<int> RunTestsAsync(string[] args) =>
        args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : ConsoleRunner.Run(args);
}
