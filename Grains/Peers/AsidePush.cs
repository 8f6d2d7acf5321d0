using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Grains.Peers;

/// <summary>A push that becomes durable while the connection goes on.</summary>
/// <param name="Admitting">Ends when it is.</param>
/// <param name="Events">How many events it has.</param>
internal readonly record struct AsidePush(Task<EventsAdmitted> Admitting, int Events);
