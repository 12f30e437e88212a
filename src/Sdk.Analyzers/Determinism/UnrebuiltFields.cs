using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Fields and properties of workflows whose values no history has.</summary>
internal sealed class UnrebuiltFields
{
    private const string Instead = "keep plain data, and let activities have the rest";

    private static readonly string[] Names =
    [
        "System.IO.Stream", "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher", "System.IServiceProvider",
        "System.Net.Http.HttpMessageInvoker", "System.Net.Http.IHttpClientFactory", "System.Net.Sockets.Socket",
        "System.Net.Sockets.TcpClient", "System.Net.WebSockets.WebSocket", "System.Data.IDbConnection",
        "System.Data.Common.DbDataSource", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.Threading.Thread", "System.Threading.Timer", "System.Timers.Timer", "System.Threading.PeriodicTimer",
        "System.Threading.WaitHandle", "Microsoft.EntityFrameworkCore.DbContext",
        "Microsoft.AspNetCore.Http.HttpContext", "Microsoft.AspNetCore.Http.IHttpContextAccessor",
        "Microsoft.Extensions.Configuration.IConfiguration",
        "Microsoft.Extensions.DependencyInjection.IServiceScope",
        "Microsoft.Extensions.DependencyInjection.IServiceScopeFactory", "Microsoft.Extensions.Hosting.IHost",
        "Grpc.Core.ClientBase", "Grpc.Core.ChannelBase",
    ];

    private readonly INamedTypeSymbol? memoryStream;
    private readonly INamedTypeSymbol[] types;

    /// <summary>Looks the types up; those that the compilation does not know cannot be used.</summary>
    public UnrebuiltFields(Compilation compilation)
    {
        memoryStream = compilation.GetTypeByMetadataName("System.IO.MemoryStream");
        types = [.. Names.SelectMany(name => compilation.GetTypesByMetadataName(name))];
    }

    /// <summary>Looks at the instance fields of a workflow, and at properties that keep a value.</summary>
    public IEnumerable<Finding> Find(INamedTypeSymbol workflow) => workflow.GetMembers()
        .OfType<IFieldSymbol>()
        .Where(field => !field.IsStatic && IsUnrebuilt(field.Type))
        .Select(field => field.AssociatedSymbol ?? field)
        .Select(member => new Finding(StateRules.Unrebuilt, Naming.Of(member), Instead, member.Locations[0]));

    private bool IsUnrebuilt(ITypeSymbol type) =>
        !Symbols.IsOrDerives(type, memoryStream)
        && Array.Exists(types, each => each.TypeKind == TypeKind.Interface
            ? SymbolEqualityComparer.Default.Equals(type, each)
                || type.AllInterfaces.Contains(each, SymbolEqualityComparer.Default)
            : Symbols.IsOrDerives(type, each));
}
