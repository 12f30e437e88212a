using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cairn.Exceptions;
using Microsoft.Extensions.Logging;

namespace Cairn.Server.Access;

/// <summary>
/// Who changed what, and who was refused: one record for each write and each refusal, and never a payload. It is
/// written before the caller hears of the outcome, so that a process that is killed has recorded all it acknowledged.
/// </summary>
internal sealed partial class AuditLog : IDisposable
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ILogger logger;
    private readonly TimeProvider time;
    // A file that was removed or renamed meanwhile is noticed after this time.
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(1);

    private readonly string? path;
    private readonly Lock gate = new();
    private FileStream? file;
    private long openedAt;

    /// <param name="path">The file, to which is appended; null means the server's log.</param>
    /// <param name="logger">The server's log.</param>
    /// <param name="time">The clock of the records.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public AuditLog(string? path, ILogger logger, TimeProvider time)
    {
        (this.path, this.logger, this.time) = (path, logger, time);
        if (path is not null)
        {
            Open(path);
        }
    }

    /// <summary>Records a call.</summary>
    /// <param name="caller">Who called.</param>
    /// <param name="from">From which address.</param>
    /// <param name="rpc">What.</param>
    /// <param name="about">On what.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="reason">Why it was refused; null if it was not.</param>
    public void Write(
        Caller caller,
        string from,
        string rpc,
        RequestFacts about,
        RpcException.StatusCode outcome,
        string? reason)
    {
        if (path is null)
        {
            LogRecord(caller.Name, caller.Credential, from, rpc, about.Namespace, about.Target, outcome, reason ?? "");
            return;
        }

        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Form))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow());
            json.WriteString("caller", caller.Name);
            json.WriteString("credential", caller.Credential);
            json.WriteString("from", from);
            json.WriteString("rpc", rpc);
            json.WriteString("namespace", about.Namespace);
            json.WriteString("target", about.Target);
            json.WriteString("outcome", outcome.ToString());
            if (reason is not null)
            {
                json.WriteString("reason", reason);
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
        try
        {
            lock (gate)
            {
                if (file is null || time.GetElapsedTime(openedAt) > OpenFor)
                {
                    Open(path);
                }

                file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // The record is in the log instead; the call has been done, so its caller must hear of that.
            LogUnwritable(failed.Message, Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd());
        }
    }

    public void Dispose() => file?.Dispose();

    [MemberNotNull(nameof(file))]
    private void Open(string name)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var opened = new FileStream(name, options);
        file?.Dispose();
        (file, openedAt) = (opened, time.GetTimestamp());
    }

    [LoggerMessage(
        2020,
        LogLevel.Information,
        "{Caller} ({Credential}) from {From}: {Rpc} on {Namespace}/{Target}: {Outcome} {Reason}")]
    private partial void LogRecord(
        string caller,
        string credential,
        string from,
        string rpc,
        string @namespace,
        string target,
        RpcException.StatusCode outcome,
        string reason);

    [LoggerMessage(2021, LogLevel.Error, "The audit log cannot be written ({Reason}), so its record is here: {Record}")]
    private partial void LogUnwritable(string reason, string record);
}
