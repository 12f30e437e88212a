using System.Text;
using Cairn.Sdk.Generators.Model;
using Cairn.Sdk.Generators.Source;
using Cairn.Sdk.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Cairn.Sdk.Generators;

/// <summary>
/// Writes typed calls and definitions for every type of a compilation that has workflow or activity attributes.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CallsGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads types with the workflow attribute.</summary>
    internal const string Workflows = "Workflows";

    /// <summary>The step that reads types with activities.</summary>
    internal const string Activities = "Activities";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var workflows = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Names.Workflow,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => TypeReader.Workflow((INamedTypeSymbol)found.TargetSymbol))
            .Where(static type => type is not null)
            .WithTrackingName(Workflows);
        var activities = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Names.Activity,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, _) => TypeReader.Activities((IMethodSymbol)found.TargetSymbol))
            .Where(static type => type is not null)
            .WithTrackingName(Activities);
        context.RegisterSourceOutput(workflows, static (output, type) => Write(output, type!));
        context.RegisterSourceOutput(activities, static (output, type) => Write(output, type!));
        var mayDiscover = workflows.Collect().Combine(activities.Collect())
            .Select(static (found, _) => found.Left.Length + found.Right.Length > 0)
            .Combine(context.CompilationProvider.Select(static (compilation, _) =>
                compilation.GetTypeByMetadataName(Names.HostedWorker) is not null));
        context.RegisterSourceOutput(mayDiscover, static (output, found) =>
        {
            if (found.Left && found.Right)
            {
                output.AddSource("AddDiscovered.g.cs", SourceText.From(DiscoverySource.Text, Encoding.UTF8));
            }
        });
    }

    private static void Write(SourceProductionContext output, TypeModel type)
    {
        if (type.Calls != type.WantedCalls)
        {
            output.ReportDiagnostic(Diagnostic.Create(
                Rules.NameIsTaken, type.Location?.ToLocation(), type.WantedCalls, type.Calls));
        }

        if (type.WrongInStub is { } wrong)
        {
            output.ReportDiagnostic(Diagnostic.Create(
                Rules.NoActivity, type.Location?.ToLocation(), type.MetadataName, wrong));
        }

        var text = CallsSource.Write(type) + DefinitionsSource.Write(type) + StubSource.Write(type);
        if (text.Length > 0)
        {
            output.AddSource(
                $"{type.MetadataName}.{Text.Unique(type.MetadataName)}.g.cs",
                SourceText.From(Text.Header + text, Encoding.UTF8));
        }
    }
}
