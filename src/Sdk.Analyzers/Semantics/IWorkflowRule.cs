using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Looks at one workflow for what one rule or a few of them forbid.</summary>
internal interface IWorkflowRule
{
    /// <summary>What is wrong in the workflow.</summary>
    IEnumerable<Finding> Find(WorkflowClass workflow);
}
