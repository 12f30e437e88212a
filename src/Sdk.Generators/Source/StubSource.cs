using System.Text;
using Cairn.Sdk.Generators.Model;

namespace Cairn.Sdk.Generators.Source;

/// <summary>Writes the class that implements a contract by calls of its activities.</summary>
internal static class StubSource
{
    /// <summary>The class; empty if the type is no contract.</summary>
    public static string Write(TypeModel type)
    {
        if (type.Stub is not { } methods)
        {
            return string.Empty;
        }

        var name = $"Stub_{Text.Identifier(type.MetadataName)}";
        var text = new StringBuilder("namespace Cairn.Generated\n{\n")
            .Append(methods.Any(each => each.IsObsolete) ? "[global::System.Obsolete]\n" : "")
            .Append($$"""
                internal sealed class {{name}} : {{type.Type}}
                {
                    private readonly global::Cairn.Generated.ActivityCaller __caller;

                    private {{name}}(global::Cairn.Generated.ActivityCaller caller) => __caller = caller;

                    [global::System.Runtime.CompilerServices.ModuleInitializer]
                    internal static void Register() =>
                        global::Cairn.Generated.GeneratedDefinitions.AddStub<{{type.Type}}>(
                            static caller => new {{name}}(caller));


                """);
        for (var place = 0; place < methods.Count; place++)
        {
            Append(text, methods[place], Text.Free($"__target{place + 1}", methods[place]));
        }

        return text.Append("}\n}\n").ToString();
    }

    private static void Append(StringBuilder text, MemberModel method, string target)
    {
        const string Task = "global::System.Threading.Tasks.Task";
        var token = Text.Free("__token", method);
        var parameters = method.Parameters.Select(each => $"{each.Type} {Text.Name(each.Name)}")
            .Concat(method.TakesToken ? [$"global::System.Threading.CancellationToken {token}"] : []);
        var args = string.Join(", ", method.Parameters.Select(each => Text.Name(each.Name)));
        var result = method.Result is { } its ? $"<{its}>" : string.Empty;
        text.Append($$"""
                private static readonly global::Cairn.Common.CallTarget {{target}} =
                    {{Text.ActivityTarget(method)}};

                {{Task}}{{result}} {{method.Type}}.{{Text.Name(method.Member)}}({{string.Join(", ", parameters)}}) =>
                    this.__caller.CallAsync{{result}}(
                        {{target}}, new object?[] { {{args}} }, {{(method.TakesToken ? token : "default")}});


            """);
    }
}
