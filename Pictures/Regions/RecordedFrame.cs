using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Pictures.Regions;

/// <summary>A message of an exchange.</summary>
/// <param name="IsRequest">From the dialler to the listener.</param>
/// <param name="Frame">The message.</param>
/// <param name="Bytes">Bytes on the wire.</param>
internal sealed record RecordedFrame(bool IsRequest, Frame Frame, int Bytes);
