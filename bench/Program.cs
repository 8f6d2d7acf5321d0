return await Aevrion.Bench.CommandLine.BenchCommand.RunAsync(args);
