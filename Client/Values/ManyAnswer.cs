namespace Aevrion.Client;

/// <summary>What was read of many keys.</summary>
/// <param name="Entries">In the order asked.</param>
/// <param name="Next">Index of the first key that was not answered; null when all were.</param>
internal sealed record ManyAnswer(IReadOnlyList<ManyEntry> Entries, int? Next = null);
