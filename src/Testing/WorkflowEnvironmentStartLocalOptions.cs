using Cairn.Client;
using Cairn.Common;

namespace Cairn.Testing;

/// <summary>
/// The options of an environment in real time. <see cref="CairnConnectionOptions.TargetHost"/> is null by default: the
/// environment has no port. If it is <c>localhost:port</c>, the environment serves that port as well; port 0 means a
/// free one, which the options of the client's connection name after the start.
/// </summary>
public class WorkflowEnvironmentStartLocalOptions : CairnClientConnectOptions
{
    /// <summary>Search attributes that exist beside those of the system. Default: null, which means none.</summary>
    public IReadOnlyCollection<SearchAttributeKey>? SearchAttributes { get; set; }

    /// <summary>Where the environment keeps its data. Default: in memory.</summary>
    public DevServerOptions DevServerOptions { get; set; } = new();

    /// <summary>
    /// Whether a call that waits for a workflow throws <see cref="WorkflowTaskFailedException"/> when a task of that
    /// workflow, or of a child of it, fails. If not, the call waits until the code is mended. Default: true.
    /// </summary>
    public bool ThrowOnWorkflowTaskFailure { get; set; } = true;

    /// <summary>
    /// Whether workers on the environment's client forget a workflow after each of its tasks, so that every task
    /// replays the whole history, which finds code that is not deterministic. Default: false.
    /// </summary>
    public bool ReplayEveryWorkflowTask { get; set; }

    /// <inheritdoc/>
    public override object Clone()
    {
        var copy = (WorkflowEnvironmentStartLocalOptions)base.Clone();
        copy.DevServerOptions = (DevServerOptions)DevServerOptions.Clone();
        return copy;
    }
}
