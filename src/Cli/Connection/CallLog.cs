using System.Globalization;
using System.Text.Json.Nodes;
using Cairn.Cli.Output;
using Cairn.Exceptions;
using Microsoft.Extensions.Logging;

namespace Cairn.Cli.Connection;

/// <summary>Logs the calls of a command to standard error: those that succeed as debug, others as warn.</summary>
/// <param name="level">The lowest level that is logged.</param>
/// <param name="isJson">Whether each entry is an object in JSON.</param>
internal sealed class CallLog(LogLevel level, bool isJson)
{
    /// <summary>A call was answered.</summary>
    public void Done(string rpc, TimeSpan took) => Write(LogLevel.Debug, "DEBUG", rpc, took, "OK", null);

    /// <summary>A call failed.</summary>
    public void Failed(string rpc, TimeSpan took, RpcException reason) =>
        Write(LogLevel.Warning, "WARN", rpc, took, $"{reason.Code}", reason.Message);

    private void Write(LogLevel entry, string word, string rpc, TimeSpan took, string code, string? message)
    {
        if (entry < level)
        {
            return;
        }

        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        if (!isJson)
        {
            Console.Error.WriteLine(Plain.Line($"{time} {word} {rpc} {code} in {Times.Of(took)} {message}").TrimEnd());
            return;
        }

        var json = new JsonObject
        {
            ["time"] = time,
            ["level"] = word,
            ["msg"] = "call",
            ["rpc"] = rpc,
            ["code"] = code,
            ["durationMillis"] = (long)took.TotalMilliseconds,
        };
        if (message is not null)
        {
            json["error"] = message;
        }

        Console.Error.WriteLine(ProtoJson.Write(json, indented: false));
    }
}
