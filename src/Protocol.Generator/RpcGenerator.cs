using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Cairn.Protocol.Generator;

/// <summary>
/// Writes the C# of the RPCs that a .proto file declares; its metadata <c>Rpcs</c> selects the template.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RpcGenerator : IIncrementalGenerator
{
    private const string Metadata = "build_metadata.AdditionalFiles.Rpcs";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => (
                Kind: pair.Right.GetOptions(pair.Left).TryGetValue(Metadata, out var kind) ? kind : string.Empty,
                Text: pair.Left.GetText(cancellation)?.ToString() ?? string.Empty))
            .Where(static file => file.Kind.Length > 0);
        context.RegisterSourceOutput(files, static (output, file) =>
        {
            var service = ServiceFile.Parse(file.Text);
            output.AddSource($"{service.Name}.g.cs", SourceText.From(Write(file.Kind, service), Encoding.UTF8));
        });
    }

    private static string Write(string kind, ServiceFile service) => kind switch
    {
        "Boundary" => BoundarySource.Write(service),
        "Handlers" => HandlersSource.Write(service),
        "Client" => ClientSource.Write(service),
        _ => throw new ArgumentException($"Rpcs=\"{kind}\" is not Boundary, Handlers or Client."),
    };
}
