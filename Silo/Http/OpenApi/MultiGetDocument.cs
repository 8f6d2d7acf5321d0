namespace Aevrion.Silo.Http.OpenApi;

/// <summary>What a reading of many keys asks for, for the description; <see cref="Reads.MultiGetBody"/> reads it.</summary>
internal sealed record MultiGetDocument(IReadOnlyList<string> Keys)
{
    public string? At { get; init; }
}
