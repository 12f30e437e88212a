using System.CommandLine;

namespace Cairn.Cli.Connection;

/// <summary>Ends a command by Ctrl+C and by its time limit.</summary>
internal static class CommandLimit
{
    /// <summary>The source of the command's token.</summary>
    public static CancellationTokenSource Of(ParseResult parsed, CancellationToken interrupt)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        if (parsed.GetValue(CommonOptions.CommandTimeout) is { } timeout && timeout > TimeSpan.Zero)
        {
            limit.CancelAfter(timeout);
        }

        return limit;
    }
}
