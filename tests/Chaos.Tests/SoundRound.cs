using System.Globalization;
using Aevrion.Chaos.Checks;
using Aevrion.Chaos.Workload;
using Aevrion.Linearizability.Histories;

namespace Aevrion.Chaos.Tests;

/// <summary>The record of a small round of two regions in which every promise was kept, for tests to break.</summary>
internal static class SoundRound
{
    public static readonly RoundKeys Keys = new(1);

    /// <summary>Two writes to a register in eu, the second having seen the first.</summary>
    public static readonly StoredEvent First = Event(1_000, "register/0/0", "1-eu0-0", "eu");

    public static readonly StoredEvent Second = Event(1_001, "register/0/0", "1-eu0-1", "eu", First.Id);

    /// <summary>Two writes to one key that had not seen each other.</summary>
    public static readonly StoredEvent Loser = Event(1_002, "shared/1", "1-eu0-2", "eu");

    public static readonly StoredEvent Winner = Event(1_003, "shared/1", "1-us0-0", "us");

    /// <summary>A key that was deleted.</summary>
    public static readonly StoredEvent Value = Event(1_004, "shared/2", "1-us0-1", "us");

    public static readonly StoredEvent Deletion = Event(1_005, "shared/2", null, "us", Value.Id);

    public static IReadOnlyList<StoredEvent> Events { get; } = [First, Second, Loser, Winner, Value, Deletion];

    public static RoundRecord Whole { get; } = new()
    {
        Keys = Keys,
        Regions = [Region("eu"), Region("us")],
        Issued = Events.Where(item => item.Value is not null).ToDictionary(item => item.Value!, item => item.Key),
        Refused = ["1-us0-2"],
        Failures = [],
    };

    /// <summary>The round with one region changed.</summary>
    public static RoundRecord With(string region, Func<RegionRecord, RegionRecord> change) =>
        Whole with { Regions = [.. Whole.Regions.Select(one => one.Name == region ? change(one) : one)] };

    public static RegionRecord WithEvents(this RegionRecord region, IEnumerable<StoredEvent> events) => region with { Events = [.. events] };

    private static RegionRecord Region(string name) => new()
    {
        Name = name,
        Operations = OperationsIn(name),
        Acknowledged =
        [
            .. Events.Index().Where(item => item.Item.Origin == name)
                .Select(item => new AcknowledgedWrite(item.Item.Key, item.Item.Id, item.Item.Timestamp, item.Item.Value, 2 * item.Index, (2 * item.Index) + 1)),
        ],
        Watches = new Dictionary<string, IReadOnlyList<WatchedChange>> { ["one"] = Told, ["other"] = Told },
        Events = Events,
        Conflicts = [new ListedConflict(Loser.Key, Loser.Id, Winner.Id)],
        Scan = [(Second.Key, Second.Id, Second.Value), (Winner.Key, Winner.Id, Winner.Value)],
        Log = [.. Events.Select(item => item.Id)],
        Reads = [(First.Key, 1_000, First.Id), (First.Key, long.MaxValue, Second.Id), (Deletion.Key, long.MaxValue, null), (First.Key, 999, null)],
        Digest = "digest",
    };

    private static List<WatchedChange> Told => [.. Events.Select(item => new WatchedChange(item.Key, item.Id, item.Timestamp))];

    private static IReadOnlyList<RegisterOperation> OperationsIn(string region)
    {
        if (region != "eu")
            return [];
        var recorder = new HistoryRecorder();
        recorder.BeginPut("eu0", First.Key, First.Value!).Done();
        recorder.BeginRead("eu1", First.Key).Read(First.Value);
        recorder.BeginPut("eu0", First.Key, Second.Value!, new RegisterCondition(First.Value)).Done();
        recorder.BeginPut("eu1", First.Key, "1-eu1-0", new RegisterCondition(First.Value)).Refused(new Observation(Second.Id));
        recorder.BeginRead("eu1", First.Key).Read(Second.Value);
        return recorder.Operations;
    }

    private static StoredEvent Event(long timestamp, string key, string? value, string origin, params string[] parents) =>
        new($"{Keys.Prefix}{key}", timestamp, timestamp.ToString("x64", CultureInfo.InvariantCulture), value, origin, parents);
}
