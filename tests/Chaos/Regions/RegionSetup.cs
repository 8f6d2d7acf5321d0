namespace Aevrion.Chaos.Regions;

/// <summary>How the regions of a run are run.</summary>
/// <param name="Program">The silo's assembly.</param>
/// <param name="Folder">Where logs and clocks lie.</param>
/// <param name="DatabaseFolder">Where databases lie: a folder that PostgreSQL's account can reach.</param>
/// <param name="IsOrleans">Which grain engine the program was built with.</param>
internal sealed record RegionSetup(string Program, string Folder, string DatabaseFolder, bool IsOrleans)
{
    /// <summary>A second a leaf: what is written can be compared soon after.</summary>
    public const long GranularityMs = 1_000;

    /// <summary>Little, so that clocks that are off by more than it do not hold events back for long.</summary>
    public const long MaxClockDriftMs = 5_000;
}
