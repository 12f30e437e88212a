using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace Cairn.Server;

/// <summary>
/// What the gate proves itself by, as the files have it: a handshake after they were replaced uses the new ones. While
/// they do not fit together, as when one of two is written, the former ones stay in use.
/// </summary>
internal sealed partial class ServedCertificate
{
    private readonly GrpcServerTlsOptions options;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private SslServerAuthenticationOptions handshake;
    private string read;

    /// <exception cref="IOException">A file cannot be read, or it is not what it should be.</exception>
    public ServedCertificate(GrpcServerTlsOptions options, ILogger logger)
    {
        (this.options, this.logger) = (options, logger);
        read = StateOfFiles();
        handshake = ServerCertificates.Read(options);
    }

    /// <summary>What the next handshake uses.</summary>
    public SslServerAuthenticationOptions Current()
    {
        lock (gate)
        {
            var state = StateOfFiles();
            if (state != read)
            {
                read = state; // Also if they cannot be used: that is said once, and tried when they change again.
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

    /// <summary>Changes whenever a file does, and when a link leads to another one.</summary>
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
            return "missing"; // It went in between, or the link leads nowhere.
        }
    }

    [LoggerMessage(2002, LogLevel.Information, "The certificate of {File} was replaced; new connections use it")]
    private partial void LogReplaced(string file);

    [LoggerMessage(2003, LogLevel.Warning, "The certificate was replaced by one that cannot be used, so the former one "
        + "stays in use until the files change again: {Reason}")]
    private partial void LogUnusable(string reason);
}
