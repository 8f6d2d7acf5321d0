namespace Aevrion.Core.Reconciliation;

/// <summary>
/// Finds what a peer's set and this side's do not have in common, from the coded symbols of the peer's set alone, taken one after
/// the other from the first. Takes any input, in bounded memory and time, and never throws for what a peer sent. Not safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// An honest peer's difference is decoded exactly, save by an accident of the checksums: about one in 2³² exchanges at most, where
/// four bytes of them travel. A peer that lies can make up what only it has, and even claim to lack what this side has not: whoever
/// looks the items up finds out.
/// </remarks>
public sealed class RatelessDecoder<T>
    where T : struct, IReconcilable<T>
{
    private readonly ISymbolSource<T> _local;
    private readonly Peeling<T> _peeling;
    private DifferenceEstimator _estimator;

    /// <param name="scheme">The scheme of both sides' symbols.</param>
    /// <param name="local">The symbols of this side's set.</param>
    /// <param name="limits">When to give up. No more symbols are taken than <paramref name="local"/> has.</param>
    public RatelessDecoder(SketchScheme scheme, ISymbolSource<T> local, DecoderLimits limits)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(limits);
        _local = local;
        _peeling = new Peeling<T>(scheme, new DecoderLimits(Math.Min(limits.MaxSymbols, local.MaxSymbols), limits.MaxItems));
    }

    /// <summary>Whether the difference is known.</summary>
    public DecoderStatus Status => _peeling.Status;

    /// <summary>How many symbols were taken; the next one has this index.</summary>
    public int Received => _peeling.Received;

    /// <summary>Items that only the peer has, in no particular order; none before the difference is decoded.</summary>
    public IReadOnlyList<T> OnlyThere { get; private set; } = [];

    /// <summary>Items that only this side has, in no particular order; none before the difference is decoded.</summary>
    public IReadOnlyList<T> OnlyHere { get; private set; } = [];

    /// <summary>How many items the difference has, judged by the symbols so far. See <see cref="DifferenceEstimator"/>.</summary>
    public int EstimatedDifference => _estimator.Estimate;

    /// <summary>Takes the peer's next symbol. Does nothing once the status is final.</summary>
    public DecoderStatus Add(CodedSymbol<T> remote)
    {
        if (Status == DecoderStatus.NeedsMore)
            Take(remote, _local.Prefix(Received + 1)[Received]);
        return Status;
    }

    /// <summary>Takes the peer's next symbols. A run that does not go on where the last one ended is inconsistent.</summary>
    public DecoderStatus Add(SymbolRun<T> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (Status != DecoderStatus.NeedsMore)
            return Status;
        if (run.Start != Received)
        {
            _peeling.Reject();
            return Status;
        }

        var local = _local.Prefix(Math.Min(Received + run.Symbols.Length, _local.MaxSymbols));
        foreach (var remote in run.Symbols.Span)
        {
            Take(remote, local[Received]);
            if (Status != DecoderStatus.NeedsMore)
                break;
        }

        return Status;
    }

    private void Take(CodedSymbol<T> remote, CodedSymbol<T> local)
    {
        var difference = remote - local;
        _estimator.Add(Received, difference.Count);
        _peeling.Add(difference);
        if (Status != DecoderStatus.Decoded)
            return;
        OnlyThere = [.. _peeling.OnlyThere];
        OnlyHere = [.. _peeling.OnlyHere];
    }
}
