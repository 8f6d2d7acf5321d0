using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures the silo of a test cluster.</summary>
public interface ISiloConfigurator
{
    void Configure(ISiloBuilder siloBuilder);
}
