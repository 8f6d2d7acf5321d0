namespace Aevrion.Core.Reconciliation;

/// <summary>A 128-bit key of <see cref="SipHash"/>.</summary>
/// <param name="Low">The first eight bytes, as a little-endian number.</param>
/// <param name="High">The last eight bytes, as a little-endian number.</param>
public readonly record struct SketchKey(ulong Low, ulong High);
