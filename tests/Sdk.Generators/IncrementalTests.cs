using Cairn.Sdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Sdk.Generators;

/// <summary>The generator writes again only what has changed: it runs at every key that is typed.</summary>
public sealed class IncrementalTests
{
    private const string Flow =
        """
        [Workflow] public class Flow
        {
            [WorkflowRun] public Task RunAsync(string name) => Task.CompletedTask;
            [WorkflowSignal] public Task GoAsync() => Task.CompletedTask;
        }
        """;

    private const string Acts =
        """
        [ActivityDefaults(StartToClose = "00:00:05")] public class Acts
        {
            [Activity] public Task<int> CountAsync(int first = 1) => Task.FromResult(first);
        }
        """;

    [Theory]
    [InlineData("public class Other { }", "public class Other { public int More; }")]
    [InlineData(
        "public class Other { }",
        "public class Other { } [Workflow] public class Second { [WorkflowRun] public Task RunAsync() => null!; }")]
    public void A_change_of_another_file_writes_nothing_again(string before, string after)
    {
        var results = Rerun(before, after, Acts);

        Assert.Contains(results, each => each == ("Flow", IncrementalStepRunReason.Cached));
        Assert.Contains(results, each => each == ("Acts", IncrementalStepRunReason.Cached));
        Assert.DoesNotContain(results, each => each.Reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_change_within_a_method_writes_nothing_again()
    {
        var results = Rerun(Acts, Acts.Replace("FromResult(first)", "FromResult(first + 1)", StringComparison.Ordinal));

        Assert.DoesNotContain(results, each => each.Reason is IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_changed_default_value_writes_its_calls_again()
    {
        var results = Rerun(Acts, Acts.Replace("first = 1", "first = 2", StringComparison.Ordinal));

        Assert.Contains(results, each => each == ("Acts", IncrementalStepRunReason.Modified));
        Assert.Contains(results, each => each == ("Flow", IncrementalStepRunReason.Cached));
    }

    private static List<(string Name, IncrementalStepRunReason Reason)> Rerun(
        string before, string after, params string[] others)
    {
        var input = Compiled.Input([Flow, .. others, before]);
        var tree = input.SyntaxTrees.Single(each => each.ToString() == before);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new CallsGenerator().AsSourceGenerator()],
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(input);
        var changed = input.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(after, path: tree.FilePath));

        var outputs = driver.RunGenerators(changed).GetRunResult().Results.Single().TrackedOutputSteps;

        return
        [
            .. from step in outputs.SelectMany(each => each.Value)
               from output in step.Outputs
               let name = NameOf(step)
               where name is not null
               select (name, output.Reason),
        ];
    }

    // Whether AddDiscovered is written depends on no single type.
    private static string? NameOf(IncrementalGeneratorRunStep step)
    {
        var model = step.Inputs[0].Source.Outputs[step.Inputs[0].OutputIndex].Value;
        return (string?)model.GetType().GetProperty("MetadataName")?.GetValue(model);
    }
}
