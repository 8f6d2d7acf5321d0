using Aevrion.Engine.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Reminders in memory, for tests: they end with the silo.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.AddReminders();
        return builder.ConfigureServices(services => services.AddSingleton<IReminderTable, MemoryReminderTable>());
    }
}
