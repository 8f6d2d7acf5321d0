using Aevrion.Chaos.Terminal;

return await ChaosCommand.RunAsync(args);
