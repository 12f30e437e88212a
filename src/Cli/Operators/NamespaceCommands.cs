using System.CommandLine;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;
using Google.Protobuf;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace Cairn.Cli.Operators;

/// <summary>
/// <c>cairn operator namespace</c>. The namespace is the word behind the verb, or that of <c>--namespace</c>.
/// </summary>
internal static class NamespaceCommands
{
    private static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(3);

    private static readonly Argument<string?> Name =
        Word.Optional("namespace", "The namespace. Default: that of --namespace.");

    private static readonly Option<string> Id = Texts.Optional("--namespace-id", "ID", "Its id, instead of its name.");

    private static readonly Option<string> Description =
        Texts.Optional("--description", "TEXT", "What it is for.");

    private static readonly Option<string> Email = Texts.Optional("--email", "ADDRESS", "Whose it is.");

    private static readonly Option<TimeSpan?> Retention =
        Options.Duration.Optional("--retention", "How long closed workflows are kept, at least 1h. Default: 3d.");

    private static readonly Option<string[]> Data = new("--data")
    {
        Description = "Free text for its owner: KEY=VALUE. May be repeated.", HelpName = "KEY=VALUE",
    };

    private static readonly Option<bool> Yes = Texts.Switch("--yes", "Does not ask.", "-y");

    public static Command Group() => Verb.Group(
        "namespace",
        "Namespaces: rooms for workflows that know nothing of each other.",
        Named("create", "Creates a namespace.", [Description, Email, Retention, Data], CreateAsync),
        Named("describe", "Shows a namespace.", [Id], DescribeAsync),
        Verb.Of("list", "Lists namespaces.", [], ListAsync),
        Named("update", "Changes a namespace.", [Description, Email, Retention, Data], UpdateAsync),
        Named("delete", "Removes a namespace with all its workflows.", [Yes], DeleteAsync));

    private static Command Named(
        string verb, string description, IEnumerable<Option> options, Func<Invocation, Task> run)
    {
        var command = Verb.Of(verb, description, options, run);
        command.Add(Name);
        return command;
    }

    private static string NameOf(Invocation call) => call.Get(Name) ?? call.Namespace;

    private static async Task CreateAsync(Invocation call)
    {
        await call.Service.RegisterNamespaceAsync(
            new()
            {
                Namespace = NameOf(call),
                Description = call.Text(Description),
                OwnerEmail = call.Text(Email),
                WorkflowExecutionRetentionPeriod = Duration.FromTimeSpan(call.Get(Retention) ?? DefaultRetention),
                Data = { DataOf(call) },
            },
            call.Rpc);
        call.Print.Line($"Namespace {NameOf(call)} was created.");
    }

    private static async Task UpdateAsync(Invocation call)
    {
        await call.Service.UpdateNamespaceAsync(
            new()
            {
                Namespace = NameOf(call),
                UpdateInfo = new()
                {
                    Description = call.Text(Description),
                    OwnerEmail = call.Text(Email),
                    Data = { DataOf(call) },
                },
                Config = call.Get(Retention) is { } retention
                    ? new() { WorkflowExecutionRetentionTtl = Duration.FromTimeSpan(retention) }
                    : null,
            },
            call.Rpc);
        call.Print.Line($"Namespace {NameOf(call)} was changed.");
    }

    private static async Task DescribeAsync(Invocation call)
    {
        var answer = await call.Service.DescribeNamespaceAsync(
            call.Has(Id) ? new() { Id = call.Text(Id) } : new() { Namespace = NameOf(call) }, call.Rpc);
        if (!call.Print.Json(answer))
        {
            Show(call, answer);
        }
    }

    private static async Task ListAsync(Invocation call)
    {
        var page = ByteString.Empty;
        call.Print.BeginList();
        do
        {
            var answer = await call.Service.ListNamespacesAsync(new() { NextPageToken = page }, call.Rpc);
            foreach (var each in answer.Namespaces)
            {
                call.Print.Item(each);
                Show(call, each);
            }

            page = answer.NextPageToken;
        }
        while (!page.IsEmpty);
        call.Print.EndList();
    }

    private static async Task DeleteAsync(Invocation call)
    {
        var name = NameOf(call);
        if (!call.Get(Yes) && !Confirm.Ask($"Remove namespace {name} with all its workflows?"))
        {
            throw new CommandException("Nothing was done.");
        }

        await call.Operator.DeleteNamespaceAsync(new() { Namespace = name }, call.Rpc);
        call.Print.Line($"Namespace {name} is deleted.");
    }

    private static void Show(Invocation call, DescribeNamespaceResponse answer) => call.Print.Card(
        $"Namespace {answer.NamespaceInfo.Name}:",
        [
            ("Id", answer.NamespaceInfo.Id),
            ("Description", answer.NamespaceInfo.Description),
            ("OwnerEmail", answer.NamespaceInfo.OwnerEmail),
            ("State", $"{answer.NamespaceInfo.State}"),
            ("Retention", Times.Of(answer.Config?.WorkflowExecutionRetentionTtl)),
            ("Data", string.Join(", ", answer.NamespaceInfo.Data.Select(entry => $"{entry.Key}={entry.Value}"))),
        ]);

    private static Dictionary<string, string> DataOf(Invocation call) => (call.Get(Data) ?? []).ToDictionary(
        pair => pair.Split('=', 2)[0],
        pair => pair.Split('=', 2) is [{ Length: > 0 }, var value]
            ? value
            : throw new CommandException($"--data must be KEY=VALUE, not {pair}."));
}
