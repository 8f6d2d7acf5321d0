namespace Aevrion.Bench.Replicate;

/// <summary>What is measured between regions.</summary>
internal enum ReplicateFigure
{
    /// <summary>Events of a peer admitted, against a region's own puts.</summary>
    Admit = 0,

    /// <summary>Both sides written to as fast as they and what is between them can go, and the lag at half of that.</summary>
    Lag = 1,

    /// <summary>Catching up after a cut.</summary>
    CatchUp = 2,
}
