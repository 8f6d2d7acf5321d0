namespace Aevrion.Core.Sync.Exchange;

/// <summary>What an exchange compares.</summary>
public enum ExchangeKind
{
    /// <summary>Time that both sides have closed. Equal digests prove that both hold the same there for good, imports of older events excepted.</summary>
    Closed = 0,

    /// <summary>
    /// Also leaves that are still open: repairs at once, after an overflow, what would otherwise wait for its leaf to close. Proves
    /// nothing, since events may be on their way.
    /// </summary>
    Open = 1,
}
