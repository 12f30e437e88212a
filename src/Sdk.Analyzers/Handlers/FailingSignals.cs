using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>Signal handlers that throw what fails the workflow.</summary>
internal sealed class FailingSignals(Compilation compilation) : IWorkflowRule
{
    private const string Instead = "ignore what is wrong, or make it an update, whose caller gets the error";

    private readonly INamedTypeSymbol? failure =
        compilation.GetTypeByMetadataName("Cairn.Exceptions.FailureException");

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) =>
        from member in workflow.Members
        where workflow.RoleOf(member.Member) == Role.Signal
        from thrown in member.Operations.OfType<IThrowOperation>()
        where !Flow.IsCaught(thrown)
        let made = thrown.Exception is { } exception ? Flow.Plain(exception) as IObjectCreationOperation : null
        where made is not null && Symbols.IsOrDerives(made.Type, failure)
        select new Finding(HandlerRules.FailingSignal, made.Type!.Name, Instead, made.Syntax.GetLocation());
}
