using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Locks that are part of the language or an attribute.</summary>
internal sealed class LockFinder : IFinder
{
    private const string Instead = "Cairn.Workflows.Mutex or Semaphore, or nothing";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code) => operation switch
    {
        ILockOperation { Syntax: LockStatementSyntax statement } =>
            [new(ThreadRules.Lock, "lock", Instead, statement.LockKeyword.GetLocation()) { Fix = "lock" }],
        IMethodBodyOperation when code.Member is IMethodSymbol method && IsSynchronized(method) =>
            [new(ThreadRules.Lock, "MethodImplOptions.Synchronized", Instead, method.Locations[0])],
        _ => [],
    };

    private static bool IsSynchronized(IMethodSymbol method) =>
        (method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.Synchronized) != 0;
}
