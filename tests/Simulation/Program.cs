using Aevrion.Simulation.Terminal;

return SimulationCommand.Run(args);
