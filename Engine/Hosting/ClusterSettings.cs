using Microsoft.Extensions.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Aevrion.Engine;

/// <summary>The guard against running a cluster's configuration on an engine that is one process.</summary>
public static class ClusterSettings
{
    /// <summary>Refuses to go on when a configuration section that is meant for clusters holds anything.</summary>
    /// <exception cref="OrleansConfigurationException">It does; the message names the settings.</exception>
    public static ISiloBuilder RefuseClusterSettings(this ISiloBuilder builder, IConfigurationSection section)
    {
        Refuse(section);
        return builder;
    }

    /// <inheritdoc cref="RefuseClusterSettings"/>
    public static void Refuse(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var given = section.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => setting.Key).Order().ToList();
        if (given.Count > 0)
            throw new OrleansConfigurationException(
                $"The embedded grain engine runs in one process and cannot join a cluster, but cluster settings are given: {string.Join(", ", given)}. " +
                "Remove them, or build with -p:Engine=Orleans.");
    }
}
