using System.Diagnostics.Metrics;
using Aevrion.Storage.Appending;

namespace Aevrion.Storage.Telemetry;

/// <summary>The meter <c>Aevrion.Storage</c>: what becomes durable, how long that takes, and what waits for it. Costs a commit, never a write.</summary>
public sealed class StorageInstruments
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Aevrion.Storage";

    private static readonly KeyValuePair<string, object?> OfClients = new("aevrion.source", "client");
    private static readonly KeyValuePair<string, object?> OfPeers = new("aevrion.source", "peer");

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;
    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;

    public StorageInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram("aevrion.storage.commit.duration", "s", "Time a transaction of the appender took, tries included.", tags: null, Durations);
        _size = meter.CreateHistogram("aevrion.storage.commit.size", "{event}", "Events of a transaction of the appender.", tags: null, Sizes);
        _events = meter.CreateCounter<long>("aevrion.storage.commit.events", "{event}", "Events that became durable and were new, by where they came from.");
        _failures = meter.CreateCounter<long>("aevrion.storage.commit.failures", "{try}", "Tries of a transaction that failed for want of the database.");

        // A count that begins with its first event would hide that one from whoever looks at its growth.
        _failures.Add(0);
        _events.Add(0, OfClients);
        _events.Add(0, OfPeers);
    }

    private static InstrumentAdvice<double> Durations { get; } = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static InstrumentAdvice<int> Sizes { get; } = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] };

    /// <summary>A transaction is durable.</summary>
    internal void Committed(IReadOnlyList<CommittedAppend> commits, TimeSpan taken)
    {
        _duration.Record(taken.TotalSeconds);
        var events = 0;
        var clients = 0;
        var peers = 0;
        for (var i = 0; i < commits.Count; i++)
        {
            events += commits[i].Events.Count;
            if (commits[i].ReceivedFrom is null)
                clients += commits[i].CountAdded();
            else
                peers += commits[i].CountAdded();
        }

        _size.Record(events);
        if (clients > 0)
            _events.Add(clients, OfClients);
        if (peers > 0)
            _events.Add(peers, OfPeers);
    }

    /// <summary>A try failed.</summary>
    internal void Failed() => _failures.Add(1);
}
