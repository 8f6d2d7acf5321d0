using Aevrion.Silo.Hosting;

return await SiloProgram.RunAsync(args);
