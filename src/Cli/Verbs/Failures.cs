using System.Net.Sockets;
using Cairn.Cli.Output;
using Cairn.Exceptions;
using Cairn.Storage;
using Microsoft.AspNetCore.Connections;

namespace Cairn.Cli.Verbs;

/// <summary>Turns what goes wrong into one line and an exit code.</summary>
internal static class Failures
{
    /// <summary>The exit code of Ctrl+C, as shells know it.</summary>
    private const int Interrupted = 130;

    /// <summary>Runs a command, and reports its failure.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ReportAsync(Invocation call, Func<Invocation, Task<int>> run)
    {
        try
        {
            return await run(call);
        }
        catch (Exception) when (call.IsLate)
        {
            return Fail("The command took longer than --command-timeout."
                + (call.Trouble is { } trouble ? $" {TextOf(call, trouble)}" : string.Empty));
        }
        catch (Exception) when (call.Token.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (RpcException refused)
        {
            return Fail(TextOf(call, refused));
        }
        catch (Exception expected) when (
            expected is CommandException or FormatException or ArgumentException or IOException or SocketException
                or UnauthorizedAccessException or CairnException or StoreException)
        {
            return Fail(Sentence(InOurWords(expected.Message)) + AdviceFor(expected));
        }
        catch (Exception unexpected)
        {
            return Fail($"This is a mistake of cairn itself, please report it: {unexpected}");
        }
    }

    /// <summary>What a server refused, in one or two sentences.</summary>
    public static string TextOf(Invocation call, RpcException refused) =>
        Sentence(InOurWords(refused.Message)) + AdviceFor(call, refused);

    // The client's messages name its options, and the server's the workflow that stands for a schedule.
    private static string InOurWords(string message) => message
        .Replace("TargetHost", "--address", StringComparison.Ordinal)
        .Replace(
            "workflow not found for ID: temporal-sys-scheduler:", "There is no schedule ", StringComparison.Ordinal);

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"Error: {Plain.Text(message)}");
        return 1;
    }

    private static string Sentence(string message) =>
        message.TrimEnd() is { Length: > 0 } text && text[^1] is not ('.' or '!' or '?' or ':') ? text + "." : message;

    private static string AdviceFor(Exception failure) => failure.InnerException is AddressInUseException
        ? " Stop the program that listens there, or choose another port with --port, "
            + "--http-port or --metrics-port."
        : string.Empty;

    private static string AdviceFor(Invocation call, RpcException refused) => refused.Code switch
    {
        RpcException.StatusCode.Unimplemented => " This server does not have that call.",
        RpcException.StatusCode.Unauthenticated or RpcException.StatusCode.PermissionDenied => call.HasCredential
            ? " The credential that was sent does not allow it."
            : " Send a credential by --api-key, or the variable CAIRN_API_KEY.",
        RpcException.StatusCode.FailedPrecondition or RpcException.StatusCode.InvalidArgument
            when refused.Message.Contains("Workflow Task in failed state", StringComparison.Ordinal) =>
            " 'cairn workflow why' says why it fails.",
        _ when refused.Message.StartsWith("The client speaks TLS", StringComparison.Ordinal) =>
            " --tls=false sends the API key without it.",
        _ => string.Empty,
    };
}
