using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>The code of one member that runs as workflow code: a body, or an initialiser.</summary>
internal sealed class MemberCode
{
    private readonly WorkflowCode code;
    private readonly IReadOnlyList<IOperation> roots;
    private readonly Lazy<(IReadOnlyList<IOperation> Here, IReadOnlyList<IOperation> Elsewhere)> read;

    public MemberCode(WorkflowCode code, ISymbol member, IReadOnlyList<IOperation> roots)
    {
        this.code = code;
        this.roots = roots;
        Member = member;
        read = new(Read, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The method, accessor, constructor, field or property.</summary>
    public ISymbol Member { get; }

    /// <summary>All code of the compilation.</summary>
    public WorkflowCode Whole => code;

    /// <summary>The symbols of the SDK.</summary>
    public Symbols Symbols => code.Symbols;

    /// <summary>Whether it is an instance member of a workflow, and no helper.</summary>
    public bool IsOfWorkflow => !Member.IsStatic && code.IsWorkflow(Member.ContainingType);

    /// <summary>
    /// All operations in the order of the source, those of lambdas and local functions too; not those that run
    /// elsewhere: see <see cref="Excluded"/>.
    /// </summary>
    public IReadOnlyList<IOperation> Operations => read.Value.Here;

    /// <summary>The code within it that runs elsewhere.</summary>
    public IReadOnlyList<IOperation> Elsewhere => read.Value.Elsewhere;

    private (IReadOnlyList<IOperation> Here, IReadOnlyList<IOperation> Elsewhere) Read()
    {
        var here = new List<IOperation>();
        var elsewhere = new List<IOperation>();
        var open = new Stack<IOperation>(roots.Reverse());
        while (open.Count > 0)
        {
            var operation = open.Pop();
            here.Add(operation);
            if (operation is INameOfOperation)
            {
                continue;
            }

            foreach (var child in operation.ChildOperations.Reverse())
            {
                if (Excluded.Is(code.Symbols, child))
                {
                    elsewhere.Add(child);
                }
                else
                {
                    open.Push(child);
                }
            }
        }

        return (here, elsewhere);
    }
}
