namespace Aevrion.Linearizability.Search;

/// <summary>What may be so at a moment of the history: what stands, and which of the operations under way have taken effect.</summary>
/// <param name="State">Number of the value that stands.</param>
/// <param name="Effective">A bit for each operation under way.</param>
internal readonly record struct Situation(int State, UInt128 Effective)
{
    public bool Has(SearchedOperation operation) => (Effective & operation.Bit) != 0;

    public Situation With(SearchedOperation operation) => this with { Effective = Effective | operation.Bit };

    public Situation Without(SearchedOperation operation) => this with { Effective = Effective & ~operation.Bit };
}
