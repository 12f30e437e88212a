using Cairn.Sdk.Analyzers.Apis;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Tasks that block, that are lost, or that end outside of the workflow.</summary>
internal sealed class TaskFinder(Symbols symbols) : IFinder
{
    private const string Await = "await it, or start it by Workflow.RunTaskAsync and keep the task";
    private const string ReturnTask = "return a Task, and await it";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } result
            when symbols.IsTask(task.Type) && MayBlock(task, code) =>
            [new(ThreadRules.Blocking, "Task.Result", "await", Places.Of(result)) { Fix = "Result" }],
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation awaiter } result
            when awaiter.TargetMethod.Name == "GetAwaiter" && awaiter.Instance is { } task
                && symbols.IsTask(task.Type) && MayBlock(task, code) =>
            [new(ThreadRules.Blocking, "GetAwaiter().GetResult()", "await", Places.Of(result)) { Fix = "GetResult" }],
        IInvocationOperation { TargetMethod: { Name: "CancelAfter", ContainingType.Name: "CancellationTokenSource" } }
            cancel when StartsRealTimer(cancel, code) =>
            [
                new(
                    ThreadRules.RealTimer,
                    "CancellationTokenSource.CancelAfter",
                    "a CancellationTokenSource made with Workflow.TimeProvider",
                    Places.Of(cancel)),
            ],
        IInvocationOperation step when IsStep(step) => CompletionsIn(step),
        IExpressionStatementOperation { Operation: IInvocationOperation call } when IsLost(call) =>
            [new(ThreadRules.Unawaited, Naming.Of(call.TargetMethod), Await, Places.Of(call)) { Fix = "await" }],
        ILocalFunctionOperation { Symbol: { IsAsync: true, ReturnsVoid: true } function } =>
            [AsyncVoid(function.Name, function.Locations[0])],
        IAnonymousFunctionOperation { Symbol: { IsAsync: true, ReturnsVoid: true } } lambda =>
            [AsyncVoid("The lambda", ArrowOf(lambda.Syntax))],
        IMethodBodyOperation when code.Member is IMethodSymbol { IsAsync: true, ReturnsVoid: true } method =>
            [AsyncVoid(method.Name, method.Locations[0])],
        _ => [],
    };

    private static Finding AsyncVoid(string what, Location place) =>
        new(ThreadRules.AsyncVoid, what, ReturnTask, place) { Fix = "Task" };

    private static Location ArrowOf(SyntaxNode lambda) => lambda is AnonymousFunctionExpressionSyntax function
        ? function.AsyncKeyword.GetLocation()
        : lambda.GetLocation();

    // A task that was awaited before, alone or with others, is completed; so is one that the code asked about. A task
    // from elsewhere may be.
    private static bool MayBlock(IOperation task, MemberCode code) => task switch
    {
        IConversionOperation conversion => MayBlock(conversion.Operand, code),
        IInvocationOperation { TargetMethod.Name: "FromResult" or "FromException" or "FromCanceled" } => false,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } inner } =>
            MayBlock(inner, code),
        IInvocationOperation or IAwaitOperation => true,
        ILocalReferenceOperation => !code.Operations
            .TakeWhile(each => each != task)
            .Any(each => each is IAwaitOperation
                or IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" }),
        _ => false,
    };

    private static bool StartsRealTimer(IInvocationOperation cancel, MemberCode code) =>
        !When.IsTimeless(cancel.Arguments[0].Value)
        && SourceOf(cancel.Instance, code) is { } source
        && Flow.Plain(source) switch
        {
            IObjectCreationOperation creation =>
                !creation.Arguments.Any(each => each.Parameter?.Type.Name == "TimeProvider"),
            IInvocationOperation { TargetMethod.Name: "CreateLinkedTokenSource" } => true,
            _ => false,
        };

    // A source that comes as an argument may have the time of the workflow.
    private static IOperation? SourceOf(IOperation? source, MemberCode code) => source switch
    {
        ILocalReferenceOperation local => code.Operations.OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local.Local))
            ?.GetVariableInitializer()?.Value,
        IFieldReferenceOperation field => InitialValues.Of(field.Field, code.Whole),
        _ => source,
    };

    private bool IsStep(IInvocationOperation call) =>
        call.TargetMethod.Name == "RunStepAsync" && Symbols.Same(call.TargetMethod.ContainingType, symbols.Workflow);

    private bool IsLost(IInvocationOperation call) =>
        symbols.IsTask(call.Type)
        && !Symbols.Same(call.TargetMethod.ContainingType, symbols.Unsafe)
        && (call.TargetMethod.ContainingNamespace.ToDisplayString() == "Cairn.Workflows"
            || Symbols.Has(call.TargetMethod, symbols.ActivityAttribute)
            || Symbols.Has(call.TargetMethod.ContainingType, symbols.WorkflowAttribute));

    // A step runs on another thread. A source that it makes itself is its own affair.
    private static IEnumerable<Finding> CompletionsIn(IInvocationOperation step) => step.Descendants()
        .OfType<IAnonymousFunctionOperation>()
        .SelectMany(lambda => lambda.Descendants().OfType<IInvocationOperation>().Where(call =>
            call.TargetMethod.ContainingType.Name == "TaskCompletionSource"
            && (call.TargetMethod.Name.StartsWith("Set", StringComparison.Ordinal)
                || call.TargetMethod.Name.StartsWith("TrySet", StringComparison.Ordinal))
            && IsCaptured(call.Instance, lambda)))
        .Select(call => new Finding(
            ThreadRules.OutsideCompletion,
            Naming.Of(call.TargetMethod),
            "return the value from the step, or send a signal",
            Places.Of(call)));

    private static bool IsCaptured(IOperation? source, IAnonymousFunctionOperation lambda) => source switch
    {
        ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared, ..] } =>
            !lambda.Syntax.Span.Contains(declared.Span),
        IMemberReferenceOperation => true,
        _ => false,
    };
}
