using Cairn.Workflows;

namespace HeartbeatImport;

/// <summary>One long activity: history has its begin and its end, and none of its lines.</summary>
[Workflow]
public class ImportWorkflow
{
    private readonly IImports imports = Workflow.Activities<IImports>();

    [WorkflowRun]
    public Task<int> RunAsync(string file) => imports.ImportAsync(file);
}
