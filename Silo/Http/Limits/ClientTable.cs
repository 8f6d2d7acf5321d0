using System.Collections.Concurrent;

namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// What each client uses, of so many clients and no more: those that use nothing are forgotten when there is no room. When all do use
/// something, new ones share one usage, and so cannot get round their limits by being many. Safe for concurrent use.
/// </summary>
/// <param name="maxClients">Most clients that are told apart.</param>
internal sealed class ClientTable(int maxClients)
{
    private readonly ConcurrentDictionary<ClientKey, ClientUsage> _clients = new();
    private readonly ClientUsage _others = new();
    private long _sweptAt = long.MinValue;
    private int _count;

    /// <summary>What a client uses.</summary>
    /// <param name="client">The client.</param>
    /// <param name="now">The time, in the ticks of a clock of <paramref name="second"/> ticks a second.</param>
    /// <param name="second">Ticks of a second; the table is not looked through more often than once in it.</param>
    public ClientUsage Of(ClientKey client, long now, long second)
    {
        if (_clients.TryGetValue(client, out var usage))
            return usage;
        if (Volatile.Read(ref _count) >= maxClients && !TrySweep(now, second))
            return _others;
        usage = new ClientUsage();
        if (!_clients.TryAdd(client, usage))
            return _clients.TryGetValue(client, out var other) ? other : _others;
        Interlocked.Increment(ref _count);
        return usage;
    }

    private bool TrySweep(long now, long second)
    {
        var before = Volatile.Read(ref _sweptAt);
        if (before != long.MinValue && now - before < second)
            return false;
        if (Interlocked.CompareExchange(ref _sweptAt, now, before) != before)
            return false;
        foreach (var client in _clients)
        {
            // A request that begins at the same moment is counted with a usage that nobody finds any more: one request too many.
            if (client.Value.IsIdle(now) && _clients.TryRemove(client))
                Interlocked.Decrement(ref _count);
        }

        return Volatile.Read(ref _count) < maxClients;
    }
}
