using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Reminders;

public sealed class DefaultReminderClusterConfigurator : ISiloConfigurator
{
    public void Configure(ISiloBuilder siloBuilder) => siloBuilder.UseInMemoryReminderService();
}
