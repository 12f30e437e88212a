using System.CommandLine;
using Cairn.Api.Enums.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Operators;

/// <summary><c>cairn operator search-attribute</c>.</summary>
internal static class SearchAttributeCommands
{
    private static readonly Option<string[]> Names = new("--name")
    {
        Description = "Its name. May be repeated.", HelpName = "NAME", Required = true,
    };

    private static readonly Option<IndexedValueType[]> Types = Parsed.Many(
        "--type", "TYPE", "Its type: Text, Keyword, Int, Double, Bool, Datetime or KeywordList; one for each name.",
        TypeOf);

    private static readonly Option<bool> Yes = Texts.Switch("--yes", "Does not ask.", "-y");

    public static Command Group() => Verb.Group(
        "search-attribute",
        "Attributes by which workflows can be found.",
        Verb.Of("create", "Adds search attributes to a namespace.", [Names, Types], CreateAsync),
        Verb.Of("list", "Lists the search attributes of a namespace.", [], ListAsync),
        Verb.Of("remove", "Takes search attributes from a namespace.", [Names, Yes], RemoveAsync));

    private static async Task CreateAsync(Invocation call)
    {
        var (names, types) = (call.Get(Names) ?? [], call.Get(Types) ?? []);
        if (names.Length != types.Length)
        {
            throw new CommandException(
                $"There are {names.Length} names and {types.Length} types: each needs the other.");
        }

        var request = new Api.OperatorService.V1.AddSearchAttributesRequest { Namespace = call.Namespace };
        foreach (var (name, type) in names.Zip(types))
        {
            request.SearchAttributes[name] = type;
        }

        await call.Operator.AddSearchAttributesAsync(request, call.Rpc);
        call.Print.Line("The search attributes were added.");
    }

    private static async Task ListAsync(Invocation call)
    {
        var answer = await call.Operator.ListSearchAttributesAsync(new() { Namespace = call.Namespace }, call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Table(
                ["Name", "Type", "Whose"],
                [
                    .. Rows(answer.CustomAttributes, "own"),
                    .. Rows(answer.SystemAttributes, "system"),
                ]);
        }
    }

    private static async Task RemoveAsync(Invocation call)
    {
        var names = call.Get(Names) ?? [];
        if (!call.Get(Yes) && !Confirm.Ask($"Take {string.Join(", ", names)} from namespace {call.Namespace}?"))
        {
            throw new CommandException("Nothing was done.");
        }

        await call.Operator.RemoveSearchAttributesAsync(
            new() { Namespace = call.Namespace, SearchAttributes = { names } }, call.Rpc);
        call.Print.Line("The search attributes were removed.");
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(
        IEnumerable<KeyValuePair<string, IndexedValueType>> attributes, string whose) =>
        attributes.OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => new[] { each.Key, $"{each.Value}", whose });

    private static IndexedValueType TypeOf(string option, string text) =>
        OptionValues.SearchAttributeType(option, text);
}
