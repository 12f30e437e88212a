using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Cairn.Server;

/// <summary>
/// The current certificates of the server: after the files are replaced, new handshakes use the new ones. While the
/// files do not match, because only one has been written yet, the former certificates stay in use.
/// </summary>
internal sealed partial class ServedCertificate
{
    private readonly GrpcServerTlsOptions options;
    private readonly ILogger logger;
    private readonly Lock sync = new();
    private SslServerAuthenticationOptions handshake;
    private string read;

    /// <exception cref="IOException">A file cannot be read or is invalid.</exception>
    public ServedCertificate(GrpcServerTlsOptions options, ILogger logger)
    {
        (this.options, this.logger) = (options, logger);
        read = StateOfFiles();
        handshake = ServerCertificates.Read(options);
    }

    /// <summary>Encrypts the connections of a port.</summary>
    public void Serve(ListenOptions listen) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = _ => ValueTask.FromResult(Current()),
    });

    /// <summary>The TLS options for the next handshake.</summary>
    public SslServerAuthenticationOptions Current()
    {
        lock (sync)
        {
            var state = StateOfFiles();
            if (state != read)
            {
                read = state; // Also for unusable files: they are logged once, and read again when they change.
                TryRead();
            }

            return handshake;
        }
    }

    private void TryRead()
    {
        try
        {
            handshake = ServerCertificates.Read(options);
            LogReplaced(options.CertificateFile);
        }
        catch (Exception caught) when (caught is IOException or UnauthorizedAccessException)
        {
            LogUnusable(caught.Message);
        }
    }

    /// <summary>A text that changes when a file changes or a link has a new target.</summary>
    private string StateOfFiles() => string.Join('|', ((string?[])
        [options.CertificateFile, options.KeyFile, options.ClientCaFile]).OfType<string>().Select(StateOf));

    private static string StateOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}" : "missing";
        }
        catch (IOException)
        {
            return "missing"; // It was deleted in between, or the link has no target.
        }
    }

    [LoggerMessage(2002, LogLevel.Information, "The certificate of {File} was replaced; new connections use it")]
    private partial void LogReplaced(string file);

    [LoggerMessage(2003, LogLevel.Warning, "The certificate was replaced by one that cannot be used, so the former one "
        + "stays in use until the files change again: {Reason}")]
    private partial void LogUnusable(string reason);
}
