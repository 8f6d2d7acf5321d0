using System.Runtime.InteropServices;
using Aevrion.Storage.Postgres.Statements;

namespace Aevrion.Storage.Rebuild;

/// <summary>The events that are to be read next.</summary>
/// <param name="AfterMs">Timestamp of the last event before them.</param>
/// <param name="AfterId">Its id; empty for none, which no id is as low as. Valid until the next event is taken.</param>
/// <param name="ToMs">First millisecond behind the span.</param>
/// <param name="Limit">Most events.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpanPage(long AfterMs, ReadOnlyMemory<byte> AfterId, long ToMs, int Limit)
{
    /// <summary>Reads their stamps alone.</summary>
    public ScanStamps Stamps(Func<long, byte[], bool> next) => new(AfterMs, AfterId, ToMs, Limit, next);
}
