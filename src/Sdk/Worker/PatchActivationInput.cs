using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>A patch that a run has come to for the first time.</summary>
/// <param name="WorkflowInfo">The run.</param>
/// <param name="PatchId">The name of the patch.</param>
public record PatchActivationInput(WorkflowInfo WorkflowInfo, string PatchId);
