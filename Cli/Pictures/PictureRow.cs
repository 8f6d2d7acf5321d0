namespace Aevrion.Cli.Pictures;

/// <summary>Neighbouring nodes of one level.</summary>
/// <param name="Level">0 for leaves.</param>
/// <param name="First">Index of the first.</param>
/// <param name="Counts">The events of each.</param>
internal sealed record PictureRow(int Level, long First, IReadOnlyList<long> Counts);
