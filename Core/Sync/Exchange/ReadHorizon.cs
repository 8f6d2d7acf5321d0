namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Close the time that has passed and say how far: this region takes no more writes of its own below the answer, for good. Answered
/// by <see cref="HorizonRead"/>.
/// </summary>
public sealed record ReadHorizon : SyncEffect
{
    /// <summary>The one value.</summary>
    public static ReadHorizon Instance { get; } = new();
}
