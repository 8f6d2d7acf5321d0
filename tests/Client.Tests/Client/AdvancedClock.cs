namespace Aevrion.Client.Tests.Client;

/// <summary>The system's clock, which can be set forward.</summary>
internal sealed class AdvancedClock : TimeProvider
{
    private long _advance;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _advance, (long)(by.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _advance);
}
