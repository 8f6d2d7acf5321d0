namespace Aevrion.Core.Tests.Time;

/// <summary>A clock that a test sets.</summary>
internal sealed class SteppedTime : TimeProvider
{
    public long NowMs { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}
