using Aevrion.Core.Events;
using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Answers <see cref="ReadPushes"/>.</summary>
/// <param name="Gap">What was asked for.</param>
/// <param name="Events">Those of them that are in the log, in the order asked; the last ones may be left for another time.</param>
public sealed record PushesRead(OutboxGap Gap, IReadOnlyList<Event> Events) : SessionInput;
