using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>APIs of the SDK that are not for workflow code: the client, and the context of activities.</summary>
internal sealed class ForeignApis(INamedTypeSymbol? expression) : IWorkflowRule
{
    private static readonly string[] Clients =
    [
        "ICairnClient", "CairnClient", "ICairnConnection", "CairnConnection", "WorkflowHandle", "AsyncActivityHandle",
        "ScheduleHandle", "ICairnClientExtensions", "WorkflowUpdateHandle",
    ];

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow)
    {
        foreach (var operation in workflow.Operations)
        {
            if (operation is IInvocationOperation { TargetMethod: { } method } && IsClient(method.ContainingType)
                && !IsDescribed(operation))
            {
                const string Instead =
                    "a child workflow, Workflow.GetExternalWorkflowHandle, or an activity with a client";
                yield return new(SemanticsRules.ClientInWorkflow, Naming.Of(method), Instead, Places.Of(operation));
            }

            if (operation is IPropertyReferenceOperation { Property.Name: "Current" } current
                && Symbols.Same(current.Property.ContainingType, workflow.Symbols.ActivityContext))
            {
                const string Instead = "use Workflow.Info, or move the code into the activity";
                yield return new(
                    ActivityRules.NoContext, Naming.Of(current.Property), Instead, operation.Syntax.GetLocation());
            }
        }
    }

    private static bool IsClient(INamedTypeSymbol type) =>
        Array.IndexOf(Clients, type.Name) >= 0
        && type.ContainingNamespace.ToDisplayString() is "Cairn.Client" or "Cairn.Client.Schedules";

    private bool IsDescribed(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is IAnonymousFunctionOperation && Symbols.Same(each.Parent?.Type, expression))
            {
                return true;
            }
        }

        return false;
    }
}
