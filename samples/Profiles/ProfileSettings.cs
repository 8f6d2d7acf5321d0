namespace Aevrion.Samples.Profiles;

/// <summary>What the application is told at start.</summary>
internal static class ProfileSettings
{
    private const string Regions = "Aevrion:Regions";
    private const string LocalRegions = "http://localhost:7400,http://localhost:7401";

    /// <summary>The regions' URLs, the nearest first: <c>Aevrion__Regions</c>, with commas between them. Without it, those of <c>./aevrion up</c>.</summary>
    public static string[] RegionsIn(IConfiguration configuration) =>
        (configuration[Regions] ?? LocalRegions).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
