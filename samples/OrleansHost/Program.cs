using Aevrion.Samples.OrleansHost;
using Orleans.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.UseOrleans(silo =>
{
    // Any clustering and any reminders will do; these are for one machine.
    silo.UseLocalhostClustering(builder.Configuration.GetValue("SiloPort", 11_111), builder.Configuration.GetValue("GatewayPort", 30_000));
    silo.UseInMemoryReminderService();

    // Settings come from the section Aevrion of the configuration: Aevrion:Region, Aevrion:Postgres, Aevrion:Peers:us:Url, …
    silo.AddAevrionRegion().AddAevrionApi();
});

var application = builder.Build();
application.UseAevrion();
ThermostatEndpoints.Map(application);
await application.RunAsync();
