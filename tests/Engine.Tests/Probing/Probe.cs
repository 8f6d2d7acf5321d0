using System.Collections.Concurrent;

namespace Aevrion.Engine.Tests.Probing;

/// <summary>
/// What a test shares with the grains of one key, past the engine: both run in one process. It records what happens in a grain, holds
/// grains at a gate, and counts how many are inside at once.
/// </summary>
internal sealed class Probe
{
    private static readonly ConcurrentDictionary<string, Probe> All = new();

    private readonly ConcurrentQueue<string> _events = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _mostInside;

    private Probe()
    {
    }

    /// <summary>Completes when the test opens the gate.</summary>
    public Task Gate => _gate.Task;

    public IReadOnlyCollection<string> Events => _events;

    /// <summary>Most callers of <see cref="Enter"/> that had not left at the same time.</summary>
    public int MostInside => Volatile.Read(ref _mostInside);

    public static string NewKey() => Guid.NewGuid().ToString("N");

    public static Probe Of(string key) => All.GetOrAdd(key, _ => new Probe());

    public void Open() => _gate.TrySetResult();

    public void Note(string what) => _events.Enqueue(what);

    public int Count(string what) => _events.Count(noted => noted == what);

    public void Enter()
    {
        var inside = Interlocked.Increment(ref _inside);
        int most;
        while (inside > (most = MostInside) && Interlocked.CompareExchange(ref _mostInside, inside, most) != most)
        {
            // Another caller raised it meanwhile: look again.
        }
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}
