using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Clusters;

public sealed class SharedClusterConfigurator : ISiloConfigurator
{
    /// <summary>The storage provider that is not the default one.</summary>
    public const string NamedStorage = "named";

    /// <summary>How long grains wait for each other. The client's own patience is left at its default.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    public void Configure(ISiloBuilder siloBuilder)
    {
        siloBuilder.AddMemoryGrainStorageAsDefault();
        siloBuilder.AddMemoryGrainStorage(NamedStorage);
        siloBuilder.UseInMemoryReminderService();
        siloBuilder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        siloBuilder.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        siloBuilder.Services.AddSingleton<SingletonService>();
        siloBuilder.Services.AddScoped<ScopedService>();
    }
}
