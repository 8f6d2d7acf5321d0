namespace Aevrion.Grains.Peers;

/// <summary>Counts what came from peers. Safe for concurrent use.</summary>
public sealed class AdmissionCounters
{
    private long _heldBack;

    /// <summary>Events not admitted since the silo started because they were dated too far ahead; an exchange brings them in time.</summary>
    public long HeldBack => Interlocked.Read(ref _heldBack);

    /// <summary>Counts events that have to wait for their time.</summary>
    public void AddHeldBack(int events) => Interlocked.Add(ref _heldBack, events);
}
