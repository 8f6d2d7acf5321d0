namespace Aevrion.Silo.Http.Load;

/// <summary>What the region did lately.</summary>
/// <param name="Region">The region.</param>
/// <param name="Silos">How many of its silos this is the sum of.</param>
/// <param name="StepMs">How long a step is.</param>
/// <param name="Points">One for each step in which anything was done, the oldest first.</param>
internal sealed record LoadDocument(string Region, int Silos, int StepMs, IReadOnlyList<LoadPointDocument> Points);
