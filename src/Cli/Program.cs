using Cairn.Cli;

const string File = "cairn.db";
var usage = $"""
    Usage:
      cairn server start-dev [options]   a server for development; in memory, unless --db-filename says where
      cairn server [options]             the same on the file {File}, unless --db-filename says where

    {ServerOptions.Table.Usage}
    """;

var (start, words) = args switch
{
    ["server", "start-dev", .. var rest] => (new ServerOptions(), rest),
    ["server", .. var rest] => (new ServerOptions { DatabasePath = File }, rest),
    _ => (null, args),
};

if (words.Contains("--help") || words.Contains("-h"))
{
    Console.WriteLine(usage);
    return 0;
}

if (start is null)
{
    await Console.Error.WriteLineAsync(usage);
    return 1;
}

try
{
    await RunServer.RunAsync(ServerOptions.Table.Parse(start, words));
    return 0;
}
catch (FormatException caught)
{
    await Console.Error.WriteLineAsync($"Error: {caught.Message} See 'cairn server --help'.");
    return 1;
}
catch (Exception caught) when (RunServer.IsExpected(caught))
{
    await Console.Error.WriteLineAsync($"Error: {caught.Message}");
    return 1;
}
