using System.Text.Json.Nodes;
using Cairn.Common;

namespace Cairn.Tests.Twins.Kit;

/// <summary>What a play left behind.</summary>
/// <param name="Facts">What the scenario noted.</param>
/// <param name="Histories">The runs that the scenario recorded, in order.</param>
/// <param name="Tasks">The workflow tasks that the worker was given, with its answers.</param>
/// <param name="TaskQueue">The task queue.</param>
public sealed record Recording(
    JsonObject Facts,
    IReadOnlyList<WorkflowHistory> Histories,
    IReadOnlyList<RecordedTask> Tasks,
    string TaskQueue);
