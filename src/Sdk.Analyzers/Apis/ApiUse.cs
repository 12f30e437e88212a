using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>A use of a member in code.</summary>
/// <param name="Operation">The call, the reference or the creation.</param>
/// <param name="Symbol">The member.</param>
/// <param name="Code">The code that it is in.</param>
internal sealed record ApiUse(IOperation Operation, ISymbol Symbol, MemberCode Code)
{
    /// <summary>The types of the parameters; empty if the member has none.</summary>
    public IEnumerable<IParameterSymbol> Parameters => Symbol is IMethodSymbol method ? method.Parameters : [];

    /// <summary>The arguments.</summary>
    public IReadOnlyList<IArgumentOperation> Arguments => Operation switch
    {
        IInvocationOperation call => call.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => [],
    };

    /// <summary>Whether the member has a parameter of the type.</summary>
    public bool Takes(string type) => Parameters.Any(each => each.Type.Name == type);

    /// <summary>The value of the argument of a parameter; null if it is left out or the member has none such.</summary>
    public IOperation? ArgumentOf(string type) => Arguments
        .FirstOrDefault(each => each.Parameter?.Type.Name == type && each.ArgumentKind != ArgumentKind.DefaultValue)
        ?.Value;
}
