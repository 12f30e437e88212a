using System.CommandLine;
using Cairn.Cli.Connection;
using Cairn.Cli.Output;
using Cairn.Cli.Profiles;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Cli.Verbs;

/// <summary>One command as it was entered: its options, its server and its output.</summary>
/// <param name="parsed">The options.</param>
/// <param name="interrupt">Cancelled by Ctrl+C.</param>
internal sealed class Invocation(ParseResult parsed, CancellationToken interrupt) : IAsyncDisposable
{
    private readonly CancellationTokenSource limit = CommandLimit.Of(parsed, interrupt);
    private Printer? printer;
    private ServerConnection? server;

    /// <summary>Where results are written.</summary>
    public Printer Print => printer ??= Printer.Of(parsed);

    /// <summary>Cancelled by Ctrl+C, or when <c>--command-timeout</c> is over.</summary>
    public CancellationToken Token => limit.Token;

    /// <summary>Whether <c>--command-timeout</c> has ended it, and not the user.</summary>
    public bool IsLate => limit.IsCancellationRequested && !interrupt.IsCancellationRequested;

    /// <summary>The server; it is reached when it is first called.</summary>
    public ServerConnection Server => server ??= ClientOptions.Connect(parsed, Token);

    /// <summary>The namespace of the client.</summary>
    public string Namespace => Server.Client.Options.Namespace;

    /// <summary>The server's calls.</summary>
    public IWorkflowService Service => Server.WorkflowService;

    /// <summary>The server's calls for those who operate it.</summary>
    public IOperatorService Operator => Server.OperatorService;

    /// <summary>Who calls.</summary>
    public string Identity => Server.Client.Connection.Options.Identity!;

    /// <summary>The parameters of a call, which ends with the command.</summary>
    public RpcContext Rpc => new(CancellationToken: Token);

    /// <summary>Whether calls carry a credential.</summary>
    public bool HasCredential => server?.Client.Connection.Options is { } options
        && (options.ApiKey is not null || options.Tls?.ClientCert is not null
            || options.RpcMetadata?.Any(each => each.Key == "authorization") == true);

    /// <summary>Why no server could be reached; null if that is not what went wrong.</summary>
    public RpcException? Trouble => server?.Trouble;

    /// <summary>The profile of the configuration file that the options name.</summary>
    public ConfigProfile Profile() => ConfigProfile.Of(parsed);

    /// <summary>The environment of a name, or the one that the options name.</summary>
    public OldEnvironment Environment(string? name) => OldEnvironment.Open(parsed, name);

    /// <summary>The value of an option; its default if it was not entered.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>The value of an argument; its default if it was not entered.</summary>
    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>The text of an option; empty if it was not entered.</summary>
    public string Text(Option<string> option) => parsed.GetValue(option) ?? string.Empty;

    /// <summary>Whether an option was entered.</summary>
    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    public ValueTask DisposeAsync()
    {
        server?.Dispose();
        limit.Dispose();
        return default;
    }
}
