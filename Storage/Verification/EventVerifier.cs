using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Storage.Postgres.Eras;

namespace Aevrion.Storage.Verification;

/// <summary>Looks at the events of a snapshot one by one: their ids, limits, origins and eras.</summary>
/// <param name="eras">The eras of the snapshot; null when they are damaged.</param>
/// <param name="regions">Numbers of the regions that the snapshot knows.</param>
/// <param name="facts">Takes what the eras have.</param>
/// <param name="log">Takes what is wrong.</param>
internal sealed class EventVerifier(EraList? eras, IReadOnlySet<short> regions, SpanFacts facts, MismatchLog log)
{
    private readonly IdAudit _ids = new();
    private readonly List<(EventStamp Stamp, RowPlace Place)> _audited = [];
    private (short Era, EraSum Sum) _sum;

    /// <summary>True when an event was in another era than its time.</summary>
    public bool FoundWrongEra { get; private set; }

    /// <summary>Takes the event that the rows stand on.</summary>
    public void Take(CopyRows row)
    {
        var timestamp = row.Int64(EventPage.Timestamp);
        CheckId(row, timestamp);
        if (timestamp > EventLimits.MaxTimestamp)
            Report(row, MismatchKinds.EventRule, $"a timestamp up to {EventLimits.MaxTimestamp}", $"{timestamp}");
        CheckParents(row);
        if (!regions.Contains(row.Int16(EventPage.Origin)))
            Report(row, MismatchKinds.EventOrigin, "the number of a region", $"{row.Int16(EventPage.Origin)}");
        if (eras is not null)
            CheckEra(eras, row, timestamp);
    }

    /// <summary>Ends with what was taken.</summary>
    public void Finish()
    {
        CheckIds();
        facts.Add(_sum.Era, _sum.Sum);
        _sum = default;
    }

    private void CheckId(CopyRows row, long timestamp)
    {
        if (row.IsNull(EventPage.Key) || row.Bytes(EventPage.Key).IsEmpty)
        {
            Report(row, MismatchKinds.EventRule, $"a key of 1 to {EventLimits.MaxKeyBytes} bytes", row.IsNull(EventPage.Key) ? "a longer one" : "an empty one");
            return;
        }

        if (row.IsNull(EventPage.Value) && !row.IsNull(EventPage.ValueBytes))
        {
            Report(row, MismatchKinds.EventRule, $"a value of up to {EventLimits.MaxValueBytes} bytes", $"{row.Int32(EventPage.ValueBytes)} bytes");
            return;
        }

        var key = row.Bytes(EventPage.Key);
        var value = row.Bytes(EventPage.Value);
        if (!_ids.HasRoom(key.Length, value.Length))
            CheckIds();
        _ids.Add(key, row.IsNull(EventPage.Value), value, timestamp, row.Bytes(EventPage.Id));
        _audited.Add((new EventStamp(timestamp, new Hash256(row.Bytes(EventPage.Id))), RowPlace.Read(row.Bytes(EventPage.Place))));
    }

    private void CheckIds()
    {
        foreach (var wrong in _ids.Check())
        {
            log.Add(new Mismatch(MismatchKinds.EventId, $"event of key {wrong.Key}", wrong.Computed.ToString(), wrong.Kept.ToString(), IsDerived: false)
            {
                Key = wrong.Key,
                Timestamp = wrong.Timestamp,
                Id = wrong.Kept,
            });
            var stamp = new EventStamp(wrong.Timestamp, wrong.Kept);
            Condemn(_audited.Find(audited => audited.Stamp == stamp).Place, stamp, MismatchKinds.EventId);
        }

        _audited.Clear();
    }

    private void CheckParents(CopyRows row)
    {
        if (row.IsNull(EventPage.ParentBytes))
            return;
        var bytes = row.Int32(EventPage.ParentBytes);
        if (bytes % Hash256.Length != 0 || bytes > EventLimits.MaxParents * Hash256.Length)
            Report(row, MismatchKinds.EventRule, $"up to {EventLimits.MaxParents} parents of {Hash256.Length} bytes", $"{bytes} bytes");
    }

    private void CheckEra(EraList known, CopyRows row, long timestamp)
    {
        var era = row.Int16(EventPage.Era);
        var expected = known.EraOf(timestamp);
        if (era != expected)
        {
            FoundWrongEra = true;
            log.Add(Of(row, MismatchKinds.EventEra, $"{expected}", $"{era}", isDerived: true) with { Era = era });
            return;
        }

        if (era != _sum.Era)
        {
            facts.Add(_sum.Era, _sum.Sum);
            _sum = (era, default);
        }

        _sum.Sum = _sum.Sum.With(row.Int64(EventPage.KeyHash));
    }

    private void Report(CopyRows row, string kind, string expected, string found)
    {
        log.Add(Of(row, kind, expected, found, isDerived: false));
        Condemn(
            RowPlace.Read(row.Bytes(EventPage.Place)), new EventStamp(row.Int64(EventPage.Timestamp), new Hash256(row.Bytes(EventPage.Id))), kind);
    }

    private void Condemn(RowPlace place, EventStamp stamp, string reason)
    {
        if (facts.Damaged.Count < VerificationLimits.MaxQuarantined)
            facts.Damaged.Add(new DamagedEvent(place.ToString(), stamp, reason));
    }

    private static Mismatch Of(CopyRows row, string kind, string expected, string found, bool isDerived)
    {
        var key = row.IsNull(EventPage.Key) ? null : Encoding.UTF8.GetString(row.Bytes(EventPage.Key));
        return new Mismatch(kind, key is null ? "event" : $"event of key {key}", expected, found, isDerived)
        {
            Key = key,
            Timestamp = row.Int64(EventPage.Timestamp),
            Id = new Hash256(row.Bytes(EventPage.Id)),
        };
    }
}
