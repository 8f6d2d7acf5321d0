using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Answers <see cref="NotePeer"/> and <see cref="LearnFrontiers"/>.</summary>
public sealed record Noted : SyncInput
{
    /// <summary>The one value.</summary>
    public static Noted Instance { get; } = new();
}
