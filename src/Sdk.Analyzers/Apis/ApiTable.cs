using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>The forbidden APIs, found by the symbol that code uses.</summary>
internal sealed class ApiTable
{
    private readonly Dictionary<INamedTypeSymbol, List<ForbiddenApi>> declared = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ForbiddenApi[]> ofType =
        new(SymbolEqualityComparer.Default);

    /// <summary>Looks the types up; those that the compilation does not know cannot be used.</summary>
    public ApiTable(Compilation compilation, IEnumerable<ForbiddenApi> apis)
    {
        foreach (var api in apis)
        {
            foreach (var type in compilation.GetTypesByMetadataName(api.Type))
            {
                if (!declared.TryGetValue(type, out var list))
                {
                    declared.Add(type, list = []);
                }

                list.Add(api);
            }
        }
    }

    /// <summary>The row that forbids the use; null if none does.</summary>
    public ForbiddenApi? Find(ApiUse use)
    {
        if (use.Symbol.ContainingType is not { } type)
        {
            return null;
        }

        foreach (var api in ofType.GetOrAdd(type.OriginalDefinition, RowsOf))
        {
            if (api.Names(use.Symbol) && (api.When is null || api.When(use)))
            {
                return api;
            }
        }

        return null;
    }

    private ForbiddenApi[] RowsOf(INamedTypeSymbol type)
    {
        var rows = new List<ForbiddenApi>();
        for (var each = type; each is not null; each = each.BaseType)
        {
            Add(rows, each, isDerived: !ReferenceEquals(each, type));
        }

        foreach (var each in type.AllInterfaces)
        {
            Add(rows, each, isDerived: true);
        }

        return [.. rows];
    }

    private void Add(List<ForbiddenApi> rows, INamedTypeSymbol type, bool isDerived)
    {
        if (declared.TryGetValue(type.OriginalDefinition, out var list))
        {
            rows.AddRange(list.Where(each => !isDerived || each.AndDerived));
        }
    }
}
