using Microsoft.Extensions.Configuration;
using Orleans;

namespace Aevrion.Engine.Hosting;

/// <summary>
/// Refuses the settings under <c>Orleans</c> that make a silo part of a cluster: this engine is one process, and pretending otherwise
/// would give each process its own activation of every grain.
/// </summary>
internal sealed class ClusterSettingsValidator(IConfigurationSection orleans) : IConfigurationValidator
{
    private static readonly string[] ClusterSections = ["Clustering", "GrainDirectory", "Endpoints"];

    public void ValidateConfiguration()
    {
        foreach (var name in ClusterSections)
            ClusterSettings.Refuse(orleans.GetSection(name));
    }
}
