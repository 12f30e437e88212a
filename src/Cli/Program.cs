return await Cairn.Cli.CairnCommand.RunAsync(args);
