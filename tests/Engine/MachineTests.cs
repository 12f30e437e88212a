using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Tests.Engine;

/// <summary>The pictures in docs/machines are the tables of the code.</summary>
public class MachineTests
{
    /// <summary>Every machine: the name of its page, its heading and its graph.</summary>
    public static TheoryData<string, string, string> Machines() => new()
    {
        { "run", "A run", LifecycleMachine.Table.ToMermaid() },
        { "workflow-task", "A workflow task", WorkflowTaskMachine.Table.ToMermaid() },
        { "activity", "An activity", ActivityMachine.Table.ToMermaid() },
        { "child", "A child workflow", ChildMachine.Table.ToMermaid() },
        { "update", "An update", UpdateMachine.Table.ToMermaid() },
        { "timer", "A timer", TimerMachine.Table.ToMermaid() },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_page_of_a_machine_shows_its_table(string name, string heading, string graph) => Golden.Compare(
        Path.Combine(Golden.Root, "docs", "machines", name + ".md"),
        $"# {heading}\n\nPrinted from the table in the code by tests/Engine.\n\n```mermaid\n{graph}\n```\n");

    [Fact]
    public void The_page_of_the_life_cycle_shows_the_tables_too()
    {
        var page = File.ReadAllText(Path.Combine(Golden.Root, "docs", "lifecycle.md"));
        Assert.Contains(WorkflowTaskMachine.Table.ToMermaid(), page, StringComparison.Ordinal);
        Assert.Contains(ActivityMachine.Table.ToMermaid(), page, StringComparison.Ordinal);
    }
}
