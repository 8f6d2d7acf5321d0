return await Aevrion.Cli.CommandLine.AevrionCommand.RunAsync(args);
