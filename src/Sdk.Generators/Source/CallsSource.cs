using System.Text;
using Cairn.Sdk.Generators.Model;

namespace Cairn.Sdk.Generators.Source;

/// <summary>Writes the class with the calls of a type: <c>CartWorkflowCalls</c>.</summary>
internal static class CallsSource
{
    private const string Space = "global::Cairn.Workflows.";

    /// <summary>The class; empty if the type has no member that can be called.</summary>
    public static string Write(TypeModel type)
    {
        if (type.Members.Count == 0)
        {
            return string.Empty;
        }

        var text = new StringBuilder()
            .Append(type.Namespace is null ? "" : $"namespace {type.Namespace}\n{{\n")
            .Append($"/// <summary>Calls of <see cref=\"{type.Documentation}\"/>, without reflection.</summary>\n")
            .Append($"{(type.IsPublic ? "public" : "internal")} static class {type.Calls}\n{{\n");
        for (var place = 0; place < type.Members.Count; place++)
        {
            Append(text, type, type.Members[place], Text.Free($"__target{place + 1}", type.Members[place]));
        }

        return text.Append("}\n").Append(type.Namespace is null ? "" : "}\n").ToString();
    }

    private static void Append(StringBuilder text, TypeModel type, MemberModel member, string target)
    {
        var kind = KindOf(member.Kind);
        var names = string.Concat(member.Parameters.Select(each => $", {Text.Quoted(each.Name)}"));
        var made = kind == "Activity"
            ? Text.ActivityTarget(member)
            : $"global::Cairn.Common.CallTarget.{kind}({Text.Quoted(member.Wire)}{names})";
        var call = Space + TypeOf(kind, type.Type, member.Result);
        var args = member.Parameters.Count == 0
            ? "global::System.Array.Empty<object?>()"
            : $"new object?[] {{ {string.Join(", ", member.Parameters.Select(each => Text.Name(each.Name)))} }}";
        var parameters = member.Kind == MemberKind.QueryProperty
            ? string.Empty
            : $"({string.Join(", ", member.Parameters.Select(Declare))})";
        var visibility = type.IsPublic && !member.IsPublic ? "internal" : "public";
        text.Append($$"""
                private static readonly global::Cairn.Common.CallTarget {{target}} =
                    {{made}};

                /// <summary>A call of <see cref="{{member.Documentation}}"/>.</summary>
                {{visibility}} static {{call}} {{Text.Name(member.Call)}}{{parameters}} =>
                    new {{call}}({{target}}, {{args}});


            """);
    }

    private static string KindOf(MemberKind kind) => kind switch
    {
        MemberKind.Run => "Workflow",
        MemberKind.Signal or MemberKind.Channel => "Signal",
        MemberKind.Query or MemberKind.QueryProperty => "Query",
        MemberKind.Update => "Update",
        _ => "Activity",
    };

    private static string TypeOf(string kind, string type, string? result) => (kind, result) switch
    {
        ("Activity", null) => "ActivityCall",
        ("Activity", _) => $"ActivityCall<{result}>",
        (_, null) => $"{kind}Call<{type}>",
        _ => $"{kind}Call<{type}, {result}>",
    };

    private static string Declare(ParameterModel parameter) =>
        $"{(parameter.IsParams ? "params " : "")}{parameter.Type} {Text.Name(parameter.Name)}"
        + (parameter.Default is { } value ? $" = {value}" : "");
}
