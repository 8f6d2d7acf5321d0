using System.Collections.Concurrent;
using Aevrion.Core.Events;
using Aevrion.Storage.Postgres.Statements;

namespace Aevrion.Storage.Postgres;

/// <summary>
/// Region names and the numbers that stand for them in the table event. A number once given never changes, so what was read once
/// is kept for good.
/// </summary>
internal sealed class OriginDirectory(StatementRunner runner)
{
    private readonly ConcurrentDictionary<string, short> _numbers = new();
    private readonly ConcurrentDictionary<short, string> _names = new();

    /// <summary>The region's number; one is given to a region that has none.</summary>
    public ValueTask<short> NumberOfAsync(string region, CancellationToken cancellationToken) =>
        _numbers.TryGetValue(region, out var number) ? new(number) : new(AddAsync(region, cancellationToken));

    /// <summary>Gives a region a number unless it has one; false when there are too many.</summary>
    public ValueTask<bool> TryRegisterAsync(string region, CancellationToken cancellationToken) =>
        _numbers.ContainsKey(region) ? new(true) : new(TryAddAsync(region, cancellationToken));

    /// <summary>The name behind a number.</summary>
    /// <exception cref="InvalidDataException">The database has no such region.</exception>
    public ValueTask<string> NameOfAsync(short number, CancellationToken cancellationToken) =>
        _names.TryGetValue(number, out var name) ? new(name) : new(FindAsync(number, cancellationToken));

    /// <summary>The numbers of the origins of some events.</summary>
    public async ValueTask<short[]> NumbersOfAsync(Event[] events, CancellationToken cancellationToken)
    {
        var numbers = new short[events.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i > 0 && events[i].Origin == events[i - 1].Origin
                ? numbers[i - 1]
                : await NumberOfAsync(events[i].Origin, cancellationToken).ConfigureAwait(false);
        }

        return numbers;
    }

    private async Task<bool> TryAddAsync(string region, CancellationToken cancellationToken)
    {
        await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        if (_numbers.ContainsKey(region))
            return true;
        if (_numbers.Count >= StorageLimits.MaxOrigins)
            return false;
        await AddAsync(region, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<short> AddAsync(string region, CancellationToken cancellationToken)
    {
        await runner.RunAsync(new AddRegion(region), cancellationToken).ConfigureAwait(false);
        await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        return _numbers[region];
    }

    private async Task<string> FindAsync(short number, CancellationToken cancellationToken)
    {
        await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        return _names.TryGetValue(number, out var name)
            ? name
            : throw new InvalidDataException($"An event names region number {number}, which the table aevrion.region does not have.");
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        foreach (var (number, name) in await runner.RunAsync(new ReadRegions(), cancellationToken).ConfigureAwait(false))
        {
            _names[number] = name;
            _numbers[name] = number;
        }
    }
}
