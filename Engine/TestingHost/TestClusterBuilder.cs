using Microsoft.Extensions.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>Prepares a test cluster.</summary>
public class TestClusterBuilder
{
    private readonly List<Action<IConfigurationBuilder>> _configureHost = [];

    public TestClusterBuilder()
        : this(1)
    {
    }

    public TestClusterBuilder(short initialSilosCount)
    {
        var id = Guid.NewGuid().ToString("N");
        Options = new TestClusterOptions { InitialSilosCount = initialSilosCount, ClusterId = $"testcluster-{id}", ServiceId = id };
    }

    public TestClusterOptions Options { get; }

    /// <summary>Settings for the silo's and the client's configuration.</summary>
    public Dictionary<string, string?> Properties { get; } = [];

    /// <param name="configureDelegate">Adds to the configuration of the silo and of the client.</param>
    public TestClusterBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate)
    {
        _configureHost.Add(configureDelegate);
        return this;
    }

    /// <typeparam name="T">An <see cref="ISiloConfigurator"/>, an <see cref="IHostConfigurator"/>, or both.</typeparam>
    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        Require<T, ISiloConfigurator>();
        Options.SiloBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName!);
        return this;
    }

    /// <typeparam name="T">An <see cref="IClientBuilderConfigurator"/>, an <see cref="IHostConfigurator"/>, or both.</typeparam>
    public TestClusterBuilder AddClientBuilderConfigurator<T>()
        where T : new()
    {
        Require<T, IClientBuilderConfigurator>();
        Options.ClientBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName!);
        return this;
    }

    /// <summary>The cluster, not started yet.</summary>
    /// <exception cref="OrleansConfigurationException">More than one silo is asked for.</exception>
    public TestCluster Build()
    {
        if (Options.InitialSilosCount > 1)
            throw new OrleansConfigurationException(
                $"The embedded grain engine runs in one process as one silo; a test cluster of {Options.InitialSilosCount} silos needs -p:Engine=Orleans.");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Properties);
        foreach (var configure in _configureHost)
            configure(configuration);
        return new TestCluster(Options, configuration.Build());
    }

    private static void Require<T, TWanted>()
    {
        if (!typeof(T).IsAssignableTo(typeof(TWanted)) && !typeof(T).IsAssignableTo(typeof(IHostConfigurator)))
            throw new InvalidOperationException($"{typeof(T)} is neither an {typeof(TWanted).Name} nor an {nameof(IHostConfigurator)}.");
    }
}
