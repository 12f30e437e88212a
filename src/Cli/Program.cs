using Cairn.Cli;

if (args is not ["server", "start-dev", .. var rest])
{
    await Console.Error.WriteLineAsync(StartDevOptions.Usage);
    return 1;
}

try
{
    await StartDev.RunAsync(StartDevOptions.Parse(rest));
    return 0;
}
catch (Exception caught) when (StartDev.IsExpected(caught))
{
    await Console.Error.WriteLineAsync($"Error: {caught.Message}");
    return 1;
}
