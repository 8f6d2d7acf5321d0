namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadHorizon"/>.</summary>
/// <param name="Horizon">Leaves below it are closed.</param>
public sealed record HorizonRead(long Horizon) : SyncInput;
