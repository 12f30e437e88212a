using Cairn.Client;
using Cairn.Logging;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Logging;

public sealed class StandardErrorLoggerFactoryTests
{
    [Fact]
    public void Warnings_and_errors_go_to_standard_error_when_no_log_was_chosen()
    {
        var factory = new CairnClientOptions().LoggerFactory;
        Assert.IsType<StandardErrorLoggerFactory>(factory);
        Assert.Same(factory, new CairnClientConnectOptions().LoggerFactory);
        var logger = factory.CreateLogger("Cairn.Some");
        using var written = new StringWriter();
        var before = Console.Error;
        Console.SetError(written);
        try
        {
            logger.Log(LogLevel.Information, 7, "quiet", null, (text, _) => text);
            logger.Log(LogLevel.Warning, 8, "loud", new InvalidOperationException("cause"), (text, _) => text);
            logger.Log(LogLevel.Error, 9, "louder", null, (text, _) => text);
        }
        finally
        {
            Console.SetError(before);
        }

        var lines = written.ToString();
        Assert.DoesNotContain("quiet", lines, StringComparison.Ordinal);
        Assert.Contains(
            "warn: Cairn.Some[8] loud" + Environment.NewLine + "System.InvalidOperationException: cause",
            lines,
            StringComparison.Ordinal);
        Assert.Contains("fail: Cairn.Some[9] louder", lines, StringComparison.Ordinal);
    }
}
