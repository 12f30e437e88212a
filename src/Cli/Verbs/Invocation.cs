using System.CommandLine;
using Cairn.Cli.Connection;
using Cairn.Cli.Output;
using Cairn.Client;

namespace Cairn.Cli.Verbs;

/// <summary>One command as it was entered: its options, its server and its output.</summary>
/// <param name="parsed">The options.</param>
/// <param name="interrupt">Cancelled by Ctrl+C.</param>
internal sealed class Invocation(ParseResult parsed, CancellationToken interrupt) : IAsyncDisposable
{
    private readonly CancellationTokenSource limit = CommandLimit.Of(parsed, interrupt);
    private Printer? printer;
    private CairnClient? client;

    /// <summary>Where results are written.</summary>
    public Printer Print => printer ??= Printer.Of(parsed);

    /// <summary>Cancelled by Ctrl+C, or when <c>--command-timeout</c> is over.</summary>
    public CancellationToken Token => limit.Token;

    /// <summary>Whether <c>--command-timeout</c> has ended it, and not the user.</summary>
    public bool IsLate => limit.IsCancellationRequested && !interrupt.IsCancellationRequested;

    /// <summary>The client; it connects when it is first used.</summary>
    public ICairnClient Client => client ??= ClientOptions.Connect(parsed);

    /// <summary>The namespace of the client.</summary>
    public string Namespace => Client.Options.Namespace;

    /// <summary>The server's calls.</summary>
    public WorkflowService Service => Client.WorkflowService;

    /// <summary>The server's calls for those who operate it.</summary>
    public OperatorService Operator => Client.OperatorService;

    /// <summary>Who calls.</summary>
    public string Identity => Client.Connection.Options.Identity!;

    /// <summary>The options of a call, which ends with the command.</summary>
    public RpcOptions Rpc => new() { CancellationToken = Token };

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
        limit.Dispose();
        return default;
    }
}
