using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Tests.BadInput;

/// <summary>Reads everything that a server has.</summary>
internal static class Histories
{
    /// <summary>The runs of which one cannot be told what happened.</summary>
    public static async Task<IReadOnlyList<string>> UnreadableAsync(IWorkflowService service)
    {
        var unreadable = new List<string>();
        var namespaces = await service.ListNamespacesAsync(new());
        foreach (var @namespace in namespaces.Namespaces.Select(one => one.NamespaceInfo.Name))
        {
            var page = await service.ListWorkflowExecutionsAsync(new() { Namespace = @namespace });
            foreach (var run in page.Executions)
            {
                try
                {
                    await service.GetWorkflowExecutionHistoryAsync(
                        new() { Namespace = @namespace, Execution = run.Execution });
                    await service.DescribeWorkflowExecutionAsync(
                        new() { Namespace = @namespace, Execution = run.Execution });
                }
                catch (RpcException failed)
                {
                    unreadable.Add($"{run.Execution}: {failed.Code} {failed.Message}");
                }
            }
        }

        return unreadable;
    }
}
