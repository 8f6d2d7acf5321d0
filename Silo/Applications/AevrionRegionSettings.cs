using Aevrion.Grains.Hosting;

namespace Aevrion.Silo.Applications;

/// <summary>
/// What an application says in code of the region that its silos host. It goes before the section <c>Aevrion</c> of the application's
/// configuration, which may say all of it, too; docs/configuration.md explains every setting. All is checked together, when the silo is configured.
/// </summary>
public sealed class AevrionRegionSettings
{
    /// <summary>The region's name: 1 to 64 lower-case letters, digits and hyphens, a letter first. Required, here or in the configuration.</summary>
    public string? Region { get; set; }

    /// <summary>
    /// Npgsql connection string of the region's own database, which is created when it does not exist. Required, here or in the configuration.
    /// </summary>
    public string? Postgres { get; set; }

    /// <summary>
    /// The other regions by name: base URLs of their silos, http or https, with commas between several, <see cref="PeerOptions.MaxUrls"/> at
    /// most. They reach this region through the API.
    /// </summary>
    public IDictionary<string, string> Peers { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Every other setting by its name below <c>Aevrion</c>, written as in the configuration, such as <c>SyncPeriod</c> and <c>Peers:us:Secret</c>.
    /// </summary>
    public IDictionary<string, string?> Others { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
}
