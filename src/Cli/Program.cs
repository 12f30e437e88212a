using Cairn.Cli;

const string File = "cairn.db";
var usage = $"""
    Usage:
      cairn server start-dev [options]   a server for development; in memory, unless --db-filename says where
      cairn server [options]             the same on the file {File}, unless --db-filename says where
      cairn --version                    the version

    {ServerOptions.Table.Usage}
    """;

var (start, arguments) = args switch
{
    ["server", "start-dev", .. var rest] => (new ServerOptions(), rest),
    ["server", .. var rest] => (new ServerOptions { DatabasePath = File }, rest),
    _ => (null, args),
};

if (args is ["--version"])
{
    Console.WriteLine($"cairn {typeof(ServerOptions).Assembly.GetName().Version!.ToString(3)}");
    return 0;
}

if (args is ["help"] || arguments.Contains("--help") || arguments.Contains("-h"))
{
    Console.WriteLine(usage);
    return 0;
}

if (start is null)
{
    if (args is [var unknown, ..])
    {
        await Console.Error.WriteLineAsync($"Error: unknown command {unknown}.");
    }

    await Console.Error.WriteLineAsync(usage);
    return 1;
}

try
{
    await RunServer.RunAsync(ServerOptions.Table.Parse(start, arguments));
    return 0;
}
catch (FormatException caught)
{
    await Console.Error.WriteLineAsync($"Error: {caught.Message} See 'cairn server --help'.");
    return 1;
}
catch (Exception caught) when (RunServer.IsExpected(caught))
{
    await Console.Error.WriteLineAsync($"Error: {caught.Message}{RunServer.AdviceFor(caught)}");
    return 1;
}
