using Aevrion.Grains.Interfaces.Acknowledgements;

namespace Aevrion.Grains.Acknowledgements;

/// <summary>A write that is durable in this region, as far as other regions go.</summary>
/// <param name="NewestMs">The latest timestamp of its events, in milliseconds since the Unix epoch.</param>
/// <param name="Pushes">Where they are in push streams; null when that is not known.</param>
/// <param name="AskCommitter">Asks the silo that committed them.</param>
public sealed record DurableWrite(long NewestMs, PushMarks? Pushes, Func<PushWait, Task<PushProgress>> AskCommitter);
