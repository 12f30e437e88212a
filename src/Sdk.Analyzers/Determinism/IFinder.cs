using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Finds what one family of rules forbids.</summary>
internal interface IFinder
{
    /// <summary>Looks at one operation of the code of a member.</summary>
    IEnumerable<Finding> Find(IOperation operation, MemberCode code);
}
