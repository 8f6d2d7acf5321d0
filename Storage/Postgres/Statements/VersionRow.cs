using Aevrion.Core.Events;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>A <see cref="VersionEntry"/> whose origin is still a number.</summary>
internal readonly record struct VersionRow(EventStamp Stamp, short Origin, bool IsDeletion, int Size, ReadOnlyMemory<byte>? Value)
{
    public VersionEntry ToEntry(string origin) => new(Stamp, origin, IsDeletion, Size, Value);
}
