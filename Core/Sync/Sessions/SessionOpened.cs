using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>The peer has welcomed this region. Has no answer.</summary>
/// <param name="ClockOffsetMs">The peer's clock less this one, in milliseconds, to the precision of half the time its answer took.</param>
/// <param name="Resume">How the push stream goes on.</param>
public sealed record SessionOpened(long ClockOffsetMs, PushResume Resume) : SessionEffect;
