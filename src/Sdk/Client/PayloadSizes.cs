using Cairn.Api.Common.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Logging;
using Cairn.Worker;
using Microsoft.Extensions.Logging;

namespace Cairn.Client;

/// <summary>Compares the sizes of values, before they are sent, with the limits of connection and server.</summary>
internal static partial class PayloadSizes
{
    // Servers that are not configured otherwise have this limit, so that smaller values need no question.
    private const int UsualLimit = 2 * 1024 * 1024;

    /// <summary>Checks the values of a client's call.</summary>
    /// <exception cref="ArgumentException">They are larger than the server takes.</exception>
    public static async ValueTask CheckAsync(IWorkerClient client, Payloads payloads, CallName call)
    {
        if (AreLarge(client, payloads)
            && await TooLargeAsync(client, payloads, call, call.Whole, null, IsChecked(client)).ConfigureAwait(false)
                is { } error)
        {
            throw new ArgumentException(error);
        }
    }

    /// <summary>Checks the memo of a client's call.</summary>
    /// <exception cref="ArgumentException">It is larger than the server takes.</exception>
    public static async ValueTask CheckAsync(IWorkerClient client, Memo memo)
    {
        if (await TooLargeAsync(client, memo, null, IsChecked(client)).ConfigureAwait(false) is { } error)
        {
            throw new ArgumentException(error);
        }
    }

    /// <summary>Whether values are so large that the log or an error may have to name them.</summary>
    public static bool AreLarge(IWorkerClient client, Payloads? payloads)
    {
        var warn = client.Connection.Options.PayloadLimits.PayloadsWarnSize;
        return payloads is not null && payloads.CalculateSize() > (warn > 0 ? Math.Min(warn, UsualLimit) : UsualLimit);
    }

    /// <summary>The error if values are larger than the server takes, else null. Large ones are logged.</summary>
    /// <param name="client">Asks the server for its limit, if they may be larger.</param>
    /// <param name="payloads">The values as they are sent.</param>
    /// <param name="call">The name of the call, which finds the name of the largest argument.</param>
    /// <param name="what">The values, in the middle of a sentence.</param>
    /// <param name="logger">Takes the warning; null means the log of the client.</param>
    /// <param name="isChecked">Whether the server's limit counts.</param>
    public static ValueTask<string?> TooLargeAsync(
        IWorkerClient client, Payloads? payloads, CallName call, string what, ILogger? logger, bool isChecked)
    {
        var size = payloads?.CalculateSize() ?? 0;
        var warn = client.Connection.Options.PayloadLimits.PayloadsWarnSize;
        if (warn > 0 && size > warn)
        {
            Large(logger ?? LogOf(client), what, size, warn, call.LargestOf(payloads!));
        }

        return isChecked && size > UsualLimit
            ? ComparedAsync(client, size, what, call.LargestOf(payloads!), static limits => limits.BlobSizeLimitError)
            : ValueTask.FromResult<string?>(null);
    }

    /// <summary>The same for a memo.</summary>
    public static ValueTask<string?> TooLargeAsync(IWorkerClient client, Memo? memo, ILogger? logger, bool isChecked)
    {
        var size = memo?.CalculateSize() ?? 0;
        var warn = client.Connection.Options.PayloadLimits.MemoWarnSize;
        if (warn > 0 && size > warn)
        {
            Large(logger ?? LogOf(client), "the memo", size, warn, LargestOf(memo!));
        }

        return isChecked && size > UsualLimit
            ? ComparedAsync(client, size, "the memo", LargestOf(memo!), static limits => limits.MemoSizeLimitError)
            : ValueTask.FromResult<string?>(null);
    }

    private static bool IsChecked(IWorkerClient client) =>
        !client.Connection.Options.PayloadLimits.DisablePayloadErrorLimit;

    private static ILogger LogOf(IWorkerClient client) =>
        SafeLoggerFactory.Of(client.Options.LoggerFactory).CreateLogger<CairnClient>();

    private static string LargestOf(Memo memo)
    {
        var (name, value) = memo.Fields.MaxBy(entry => entry.Value.CalculateSize());
        return $" The largest entry is {name} with {value.CalculateSize():N0} bytes.";
    }

    private static async ValueTask<string?> ComparedAsync(
        IWorkerClient client,
        int size,
        string what,
        string largest,
        Func<Api.Namespace.V1.NamespaceInfo.Types.Limits, long> limitOf)
    {
        try
        {
            var answer = await client.Connection.WorkflowService
                .DescribeNamespaceAsync(new() { Namespace = client.Options.Namespace }).ConfigureAwait(false);
            return answer.NamespaceInfo?.Limits is { } limits && limitOf(limits) is > 0 and var limit && size > limit
                ? FormattableString.Invariant(
                    $"[CAIRN1011] The server takes at most {limit:N0} bytes, but {what} would take {size:N0}.{largest}")
                    + $" Pass large values by reference, such as the key of a file in a store. {ErrorPages.TooLarge}"
                : null;
        }
        catch (RpcException)
        {
            // The limit cannot be known, so the server decides.
            return null;
        }
    }

    [LoggerMessage(
        3040,
        LogLevel.Warning,
        "[CAIRN1011] Sending {What} takes {Size} bytes, more than the {WarnSize} of PayloadLimits.{Largest} "
            + ErrorPages.TooLarge)]
    private static partial void Large(ILogger logger, string what, int size, int warnSize, string largest);
}
