namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadHorizon"/>.</summary>
/// <param name="Closed">Leaves below it take no more writes of this region.</param>
/// <param name="Open">Leaves below it may hold events by now; no less than <paramref name="Closed"/>.</param>
public sealed record HorizonRead(long Closed, long Open) : SyncInput
{
    /// <summary>The horizon of an exchange of that kind.</summary>
    public long Of(ExchangeKind kind) => kind == ExchangeKind.Open ? Open : Closed;
}
