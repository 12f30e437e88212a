using System.Text;
using Cairn.Sdk.Generators.Model;

namespace Cairn.Sdk.Generators.Source;

/// <summary>Writes by what a worker runs a type: its names, its parameters, and code that calls it.</summary>
internal static class DefinitionsSource
{
    private const string Space = "global::Cairn.Generated.";

    /// <summary>The class; empty if a worker needs reflection to run the type, or cannot run it.</summary>
    public static string Write(TypeModel type)
    {
        if (type.Workflow is null && type.Activities is null)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        var members = (type.Workflow?.Handlers ?? new([])).Concat(type.Activities ?? new([]));
        text.Append("namespace Cairn.Generated\n{\n");
        if (members.Any(each => each.IsObsolete))
        {
            text.Append("[global::System.Obsolete]\n");
        }

        text.Append($"internal static class Definitions_{Text.Identifier(type.MetadataName)}\n{{\n")
            .Append("    [global::System.Runtime.CompilerServices.ModuleInitializer]\n")
            .Append("    internal static void Register()\n    {\n");
        if (type.Workflow is { } workflow)
        {
            text.Append($"        {Space}GeneratedDefinitions.AddWorkflow(typeof({type.Type}), static () =>\n")
                .Append(Workflow(type, workflow)).Append(");\n");
        }

        if (type.Activities is { } activities)
        {
            text.Append($"        {Space}GeneratedDefinitions.AddActivities(typeof({type.Type}), static () =>\n")
                .Append($"            new {Space}GeneratedMethod[]\n            {{\n")
                .Append(string.Concat(activities.Select(each => Method(type, each, each.Wire))))
                .Append("            });\n");
        }

        return text.Append("    }\n}\n}\n").ToString();
    }

    private static string Workflow(TypeModel type, WorkflowModel workflow)
    {
        string All(params MemberKind[] kinds) => string.Concat(
            workflow.Handlers.Where(each => kinds.Contains(each.Kind)).Select(each => Method(type, each, each.Wire)));

        var run = workflow.Handlers.Single(each => each.Kind == MemberKind.Run);
        var init = workflow.Init is { } parameters ? Arguments(parameters) : string.Empty;
        var failures = workflow.FailureTypes is null
            ? "null"
            : $"new global::System.Type[] {{ {Join(workflow.FailureTypes, each => $"typeof({each})")} }}";
        var options = workflow.DynamicOptions is null
            ? "null"
            : $"static instance => {Target(type, type.Type, isStatic: false)}.{Text.Name(workflow.DynamicOptions)}()";
        return $$"""
                        new {{Space}}GeneratedWorkflow(
                            typeof({{type.Type}}),
                            {{Text.Quoted(workflow.Name)}},
            {{Method(type, run, workflow.Name).TrimEnd('\n', ',')}},
                            static args => new {{type.Type}}({{init}}))
                        {
                            HasInit = {{(workflow.Init is null ? "false" : "true")}},
                            FailureExceptionTypes = {{failures}},
                            DynamicOptions = {{options}},
                            Signals = new {{Space}}GeneratedMethod[]
                            {
            {{All(MemberKind.Signal, MemberKind.Channel)}}                },
                            Queries = new {{Space}}GeneratedMethod[]
                            {
            {{All(MemberKind.Query, MemberKind.QueryProperty)}}                },
                            Updates = new {{Space}}GeneratedMethod[]
                            {
            {{All(MemberKind.Update)}}                },
                        }
            """;
    }

    private static string Method(TypeModel type, MemberModel member, string? name)
    {
        var parameters = member.Parameters;
        var required = parameters.Count(each => each.Default is null)
            + (member is { TakesToken: true, TokenIsOptional: false } ? 1 : 0);
        var settings = new StringBuilder();
        void Set(string property, string value) => settings.Append($"                    {property} = {value},\n");

        if (parameters.Count > 0)
        {
            Set("Types", $"new global::System.Type[] {{ {Join(parameters, each => $"typeof({each.PlainType})")} }}");
            Set("Defaults", $"new object?[] {{ {Join(parameters, Default)} }}");
        }

        Set("Required", $"{Math.Min(required, parameters.Count)}");
        if (member.Kind is MemberKind.Run or MemberKind.Activity)
        {
            var types = parameters.Select(each => each.PlainType)
                .Concat(member.TakesToken ? ["global::System.Threading.CancellationToken"] : []);
            Set("Find", $"static () => typeof({type.Type}).GetMethod({Text.Quoted(member.Member)}, "
                + $"{Space}GeneratedMethod.Any, new global::System.Type[] {{ "
                + $"{string.Join(", ", types.Select(each => $"typeof({each})"))} }})");
        }

        SetResult(member, Set);
        if (member.Defaults.Count > 0)
        {
            Set("CallDefaults", Text.Defaults(member));
        }

        if (member.Description is { } description)
        {
            Set("Description", Text.Quoted(description));
        }

        if (member.UnfinishedPolicy != 0)
        {
            Set("UnfinishedPolicy", $"(global::Cairn.Workflows.HandlerUnfinishedPolicy)({member.UnfinishedPolicy})");
        }

        if (member.Kind == MemberKind.Channel)
        {
            Set("IsChannel", "true");
        }

        if (member.IsExclusive)
        {
            Set("Exclusive", "true");
        }

        if (member.Validator is { } validator)
        {
            Set("Validate", $"static (instance, args) => {Target(type, member.Type, false)}.{Text.Name(validator)}"
                + $"({Arguments(parameters)})");
        }

        return $"                new {Space}GeneratedMethod({Text.Quoted(name)}, {Text.Quoted(member.Owner)}, "
            + $"{Invoker(type, member)})\n                {{\n{settings}                }},\n";
    }

    private static void SetResult(MemberModel member, Action<string, string> set)
    {
        if (member.Kind == MemberKind.Activity)
        {
            set("IsStatic", member.IsStatic ? "true" : "false");
            set("TakesCancellationToken", member.TakesToken ? "true" : "false");
            set("ResultType", $"typeof({member.PlainResult ?? "void"})");
            if (member.IsTask)
            {
                var type = member.Result is { } awaited ? $"<{awaited}>" : "";
                set("Await", $"{Space}GeneratedMethod.AwaitAsync{type}");
            }
        }
        else if (member is { Kind: MemberKind.Run or MemberKind.Update, Result: { } result })
        {
            set("ResultOf", $"{Space}GeneratedMethod.Read<{result}>");
        }
    }

    private static string Invoker(TypeModel type, MemberModel member)
    {
        var target = Target(type, member.Type, member.IsStatic);
        var name = Text.Name(member.Member);
        if (member.Kind is MemberKind.Channel or MemberKind.QueryProperty)
        {
            return $"static (instance, args) => {target}.{name}";
        }

        var args = Arguments(member.Parameters);
        if (member.TakesToken)
        {
            args += $"{(args.Length > 0 ? ", " : "")}"
                + $"(global::System.Threading.CancellationToken)args[{member.Parameters.Count}]!";
        }

        var call = $"{target}.{name}({args})";
        return member switch
        {
            { IsTask: true, Kind: not MemberKind.Activity } =>
                $"static (instance, args) => {call} "
                    + $"?? throw {Space}GeneratedMethod.NoTask({Text.Quoted(member.Owner)})",
            { IsTask: false, Result: null } => $"static (instance, args) => {{ {call}; return null; }}",
            _ => $"static (instance, args) => {call}",
        };
    }

    // A struct is called in its box, so that what its methods change is kept.
    private static string Target(TypeModel type, string declaring, bool isStatic) =>
        isStatic ? declaring
        : type.IsStruct ? $"global::System.Runtime.CompilerServices.Unsafe.Unbox<{type.Type}>(instance!)"
        : $"(({declaring})instance!)";

    private static string Arguments(ValueList<ParameterModel> parameters) => string.Join(
        ", ", parameters.Select((each, place) => $"({each.PlainType})args[{place}]!"));

    private static string Default(ParameterModel parameter) =>
        $"({parameter.PlainType})({parameter.Default ?? $"default({parameter.PlainType})"})!";

    private static string Join<T>(ValueList<T> parts, Func<T, string> write) => string.Join(", ", parts.Select(write));
}
