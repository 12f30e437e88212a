using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Output;

namespace Cairn.Cli.Connection;

/// <summary>The options of every command.</summary>
internal static class CommonOptions
{
    public static readonly Option<OutputFormat> Output = Choice.Of(
        "--output",
        "text, json (one document), jsonl (one object a line) or none. Default: text.",
        [("text", OutputFormat.Text), ("json", OutputFormat.Json), ("jsonl", OutputFormat.JsonLines),
            ("none", OutputFormat.None)],
        "-o");

    public static readonly Option<TimeFormat> Times = Choice.Of(
        "--time-format",
        "How text shows times: relative, iso or raw. Default: relative.",
        [("relative", TimeFormat.Relative), ("iso", TimeFormat.Iso), ("raw", TimeFormat.Raw)]);

    public static readonly Option<Colors> Color = Choice.Of(
        "--color",
        "always, never or auto, which means on a terminal unless NO_COLOR is set. Default: auto.",
        [("auto", Colors.Auto), ("always", Colors.Always), ("never", Colors.Never)]);

    public static readonly Option<bool> NoShorthand = new("--no-json-shorthand-payloads")
    {
        Description = "Shows payloads in JSON as they are kept: metadata, and data in base 64.",
    };

    public static readonly Option<TimeSpan?> CommandTimeout =
        Duration.Optional("--command-timeout", "How long the command may take. Default: no limit.");

    public static readonly Option<TimeSpan?> ConnectTimeout = Duration.Optional(
        "--client-connect-timeout", "How long to wait for a server that is starting. Default: not at all.");

    public static readonly Option<string> Profile = new("--profile")
    {
        Description = "The profile of the configuration file. Default: 'default'.",
        HelpName = "NAME",
    };

    public static readonly Option<string> ConfigFile = new("--config-file")
    {
        Description = "The configuration file. Default: cairn/cairn.toml, or temporalio/temporal.toml, in the "
            + "folder for settings of this user.",
        HelpName = "FILE",
    };

    public static readonly Option<bool> NoConfigFile = new("--disable-config-file")
    {
        Description = "Reads no configuration file.",
    };

    public static readonly Option<bool> NoConfigEnvironment = new("--disable-config-env")
    {
        Description = "Reads no variables of the environment.",
    };

    public static readonly Option<string> OldEnvironment = Texts.Optional(
        "--env", "NAME", "The environment that 'cairn env' keeps settings for. Default: 'default'.");

    public static readonly Option<string> OldEnvironmentFile = Texts.Optional(
        "--env-file", "FILE", "Where it keeps them. Default: temporalio/temporal.yaml in the user's settings.");

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All =>
    [
        Output, Times, Color, NoShorthand, CommandTimeout, ConnectTimeout, Profile, ConfigFile, NoConfigFile,
        NoConfigEnvironment, OldEnvironment, OldEnvironmentFile,
    ];
}
