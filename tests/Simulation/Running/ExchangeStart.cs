using System.Runtime.InteropServices;

namespace Aevrion.Simulation.Running;

/// <summary>What held when an exchange began.</summary>
/// <param name="AtMs">Virtual time.</param>
/// <param name="Events">Events of the dialler.</param>
/// <param name="Losers">Versions that lost there.</param>
/// <param name="WereEqual">The listener held the same, and lists the same as lost.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExchangeStart(long AtMs, int Events, int Losers, bool WereEqual);
