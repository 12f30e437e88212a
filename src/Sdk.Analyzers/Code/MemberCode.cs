using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>The code of one member that runs as workflow code: a body, or an initialiser.</summary>
internal sealed class MemberCode
{
    private readonly WorkflowCode code;
    private readonly IReadOnlyList<IOperation> roots;
    private IReadOnlyList<IOperation>? operations;

    public MemberCode(WorkflowCode code, ISymbol member, IReadOnlyList<IOperation> roots)
    {
        this.code = code;
        this.roots = roots;
        Member = member;
    }

    /// <summary>The method, accessor, constructor, field or property.</summary>
    public ISymbol Member { get; }

    /// <summary>
    /// All operations in the order of the source, those of lambdas and local functions too; not those that run
    /// elsewhere: see <see cref="Excluded"/>.
    /// </summary>
    public IReadOnlyList<IOperation> Operations => operations ??= Read();

    private List<IOperation> Read()
    {
        var found = new List<IOperation>();
        var open = new Stack<IOperation>(roots.Reverse());
        while (open.Count > 0)
        {
            var operation = open.Pop();
            found.Add(operation);
            if (operation is INameOfOperation)
            {
                continue;
            }

            foreach (var child in operation.ChildOperations.Reverse())
            {
                if (!Excluded.Is(code.Symbols, child))
                {
                    open.Push(child);
                }
            }
        }

        return found;
    }
}
