using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Aevrion.Engine.TestingHost;

/// <summary>Starts silos and clients the way a test cluster's configurators say.</summary>
internal static class TestSilo
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    public static async Task<InProcessSiloHandle> StartAsync(TestClusterOptions options, IConfiguration configuration, short instanceNumber)
    {
        var name = instanceNumber == 0 ? "Primary" : $"Secondary_{instanceNumber}";
        var hostBuilder = Prepare(configuration);
        hostBuilder.UseOrleans(silo => silo
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout)
            .Configure<SiloOptions>(names => names.SiloName = name)
            .Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ServiceId;
            }));
        foreach (var configurator in options.SiloBuilderConfiguratorTypes.Select(Create))
        {
            (configurator as IHostConfigurator)?.Configure(hostBuilder);
            if (configurator is ISiloConfigurator ofSilo)
                hostBuilder.UseOrleans(ofSilo.Configure);
        }

        // Off the caller's synchronization context, as a silo's host runs.
        var host = hostBuilder.Build();
        await Task.Run(() => host.StartAsync());
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new InProcessSiloHandle
        {
            Name = name,
            InstanceNumber = instanceNumber,
            ClusterOptions = options,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
    }

    public static IHost BuildClient(TestClusterOptions options, IConfiguration configuration, Action<IServiceCollection> addClient)
    {
        var hostBuilder = Prepare(configuration);
        hostBuilder.ConfigureServices(addClient);
        foreach (var configurator in options.ClientBuilderConfiguratorTypes.Select(Create))
        {
            (configurator as IHostConfigurator)?.Configure(hostBuilder);
            if (configurator is IClientBuilderConfigurator ofClient)
                hostBuilder.ConfigureServices((context, services) =>
                    ofClient.Configure(configuration, new Hosting.ClientBuilder(services, context.Configuration)));
        }

        return hostBuilder.Build();
    }

    private static HostBuilder Prepare(IConfiguration configuration)
    {
        var hostBuilder = new HostBuilder();
        hostBuilder.UseEnvironment(Environments.Development);
        hostBuilder.ConfigureHostConfiguration(builder => builder.AddConfiguration(configuration));
        return hostBuilder;
    }

    private static object Create(string typeName) => Activator.CreateInstance(Type.GetType(typeName, throwOnError: true)!)!;
}
