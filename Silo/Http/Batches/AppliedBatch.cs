using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Batches;

/// <summary>What became of a batch.</summary>
/// <param name="Operations">Its lines.</param>
/// <param name="Result">What was done, unless there is a problem.</param>
/// <param name="Problem">Why it was not done; null when it was.</param>
internal sealed record AppliedBatch(ImmutableArray<BatchOperation> Operations, BatchResult Result, Problem? Problem);
