using Cairn.Sdk.Generators;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Calls that the generator of the SDK writes, found by the names of their activities.</summary>
public class GeneratedCallTests
{
    [Fact]
    public async Task A_generated_call_without_a_timeout_is_found()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = Analyzed.Compile(
        [
            """
            namespace Shop;

            public class Payments
            {
                [Activity] public Task ChargeAsync(string id) => Task.CompletedTask;
                [Activity, ActivityDefaults(StartToClose = "00:01:00")] public Task StopAsync() => Task.CompletedTask;

                public class Inner { [Activity] public static int Count() => 1; }
            }

            [Workflow]
            public class W
            {
                private static readonly ActivityOptions Minute =
                    new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

                [WorkflowRun]
                public async Task RunAsync()
                {
                    await Workflow.ExecuteActivityAsync(PaymentsCalls.Charge("a"));
                    await Workflow.ExecuteActivityAsync(Payments_InnerCalls.Count());
                    await Workflow.ExecuteActivityAsync(PaymentsCalls.Charge("a"), Minute);
                    await Workflow.ExecuteActivityAsync(PaymentsCalls.Stop());
                }
            }
            """,
        ]);
        CSharpGeneratorDriver.Create(new CallsGenerator())
            .WithUpdatedParseOptions(Analyzed.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _, cancellation);

        var found = await Analyzed.DiagnosticsAsync(generated);

        Assert.Equal(
            ["Payments.Charge is called", "Payments_Inner.Count is called"],
            found.Select(each => each.GetMessage(null).Split(" without")[0]).Order(StringComparer.Ordinal));
        Assert.All(found, each => Assert.Equal("CAIRN0801", each.Id));
    }
}
