using System.Security.Cryptography;
using System.Text;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>The events of a stand-in region, in memory, by the rules of the contract.</summary>
internal sealed class StandInStore(string region)
{
    private readonly Lock _gate = new();
    private readonly List<StandInEvent> _events = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _events.Count;
        }
    }

    public IReadOnlyList<StandInEvent> All()
    {
        lock (_gate)
            return [.. _events];
    }

    /// <summary>The key's events, newest first.</summary>
    public IReadOnlyList<StandInEvent> History(string key)
    {
        lock (_gate)
        {
            return [.. _events.Where(item => item.Key == key)
                .OrderByDescending(item => item.Timestamp)
                .ThenByDescending(item => item.Id, StringComparer.Ordinal)];
        }
    }

    public StandInEvent? Latest(string key, long? at = null) =>
        History(key).FirstOrDefault(item => at is null || item.Timestamp <= at);

    /// <returns>Null when the condition does not hold.</returns>
    public StandInEvent? Write(string key, byte[]? value, Func<StandInEvent?, bool> condition)
    {
        lock (_gate)
        {
            var latest = Latest(key);
            return condition(latest) ? Add(key, value, null).Event : null;
        }
    }

    /// <summary>Adds an event, at the given time or at one after all the key's others.</summary>
    public (StandInEvent Event, bool Added) Add(string key, byte[]? value, long? timestamp, string? origin = null, string[]? parents = null)
    {
        lock (_gate)
        {
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var time = timestamp ?? Math.Max(now, (Latest(key)?.Timestamp ?? long.MinValue) + 1);
            var made = new StandInEvent(key, value, time, IdOf(key, value, time), origin ?? region) { Parents = parents ?? [] };
            var added = !_events.Exists(item => item.Id == made.Id);
            if (added)
                _events.Add(made);
            return (made, added);
        }
    }

    private static string IdOf(string key, byte[]? value, long timestamp)
    {
        var text = $"{key}\0{(value is null ? "-" : Convert.ToBase64String(value))}\0{timestamp}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
