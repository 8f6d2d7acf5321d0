using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>A peer has introduced itself. Answered by <see cref="Noted"/>.</summary>
/// <param name="Region">The peer.</param>
/// <param name="Neighbours">The regions that it pushes to itself.</param>
public sealed record NotePeer(string Region, IReadOnlyList<string> Neighbours) : SyncEffect;
