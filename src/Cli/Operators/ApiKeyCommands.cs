using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage.Sqlite;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace Cairn.Cli.Operators;

/// <summary>
/// <c>cairn operator api-key</c>. With <c>--db-filename</c> it works on the database of a server that is stopped: so
/// the first key is made.
/// </summary>
internal static class ApiKeyCommands
{
    private static readonly Option<string> Name =
        Texts.Required("--name", "NAME", "Whose it is, as the audit log shows it.");

    private static readonly Option<string[]> Permissions = new("--permission")
    {
        Description = "What it allows: NAMESPACE:ROLE, with the roles reader, writer, worker and admin; * stands for "
            + "all namespaces and the server itself. May be repeated.",
        HelpName = "NAMESPACE:ROLE",
        Required = true,
    };

    private static readonly Option<TimeSpan?> ValidFor =
        Options.Duration.Optional("--valid-for", "How long it is valid. Default: until it is revoked.");

    private static readonly Option<string> Id = Texts.Required("--id", "ID", "The key, as the list shows it.");

    private static readonly Option<string> File = Texts.Optional(
        "--db-filename", "FILE", "The database of a server that is stopped, instead of a server that runs.", "-f");

    public static Command Group() => Verb.Group(
        "api-key",
        "API keys, by which callers of a server are known.",
        Verb.Of("create", "Makes a key and shows it, this once.", [Name, Permissions, ValidFor, File], CreateAsync),
        Verb.Of("list", "Lists keys, without their secrets.", [File], ListAsync),
        Verb.Of("revoke", "Ends a key at once.", [Id, File], RevokeAsync));

    private static async Task CreateAsync(Invocation call)
    {
        var made = await WithAsync(call, service => service.CreateApiKeyAsync(
            new()
            {
                Name = call.Text(Name),
                Permissions = { call.Get(Permissions) ?? [] },
                ValidFor = call.Get(ValidFor) is { } life ? Duration.FromTimeSpan(life) : null,
            },
            call.Rpc));
        if (!call.Print.Json(made))
        {
            call.Print.Card(
                "API key:",
                [
                    ("Key", made.Text), ("Id", made.Key.Id), ("Name", made.Key.Name),
                    ("Permissions", string.Join(' ', made.Key.Permissions)),
                    ("Expires", call.Print.Times.Of(made.Key.ExpireTime)),
                ]);
            call.Print.Line("Keep it: it cannot be shown again. Callers send it by --api-key or CAIRN_API_KEY.");
        }
    }

    private static async Task ListAsync(Invocation call)
    {
        var answer = await WithAsync(call, service => service.ListApiKeysAsync(new(), call.Rpc));
        call.Print.BeginList();
        foreach (var key in answer.Keys)
        {
            call.Print.Item(key);
        }

        call.Print.EndList();
        call.Print.Table(
            ["Id", "Name", "Permissions", "Created", "Expires", "Revoked"],
            [
                .. answer.Keys.Select(key => new[]
                {
                    key.Id, key.Name, string.Join(' ', key.Permissions), call.Print.Times.Of(key.CreateTime),
                    call.Print.Times.Of(key.ExpireTime), call.Print.Times.Of(key.RevokeTime),
                }),
            ]);
    }

    private static async Task RevokeAsync(Invocation call)
    {
        var answer = await WithAsync(
            call, service => service.RevokeApiKeyAsync(new() { Id = call.Text(Id) }, call.Rpc));
        call.Print.Line($"API key {answer.Key.Id} of {answer.Key.Name} is revoked.");
    }

    private static async Task<T> WithAsync<T>(Invocation call, Func<IAccessService, Task<T>> ask)
    {
        if (!call.Has(File))
        {
            return await ask(call.Server.AccessService);
        }

        await using var store = await SqliteStore.OpenAsync(new() { Path = call.Text(File) });
        await using var node = await Node.StartAsync(store);
        return await ask(node.AccessService);
    }
}
