namespace Aevrion.Silo.Http.Reads;

/// <summary>The answer to a reading of many keys.</summary>
/// <param name="Entries">One a key, in the order asked.</param>
/// <param name="Next">Index of the first key that was not answered, since the values are many bytes already; null when all were.</param>
internal sealed record MultiGetAnswer(IReadOnlyList<MultiGetEntry> Entries, int? Next);
