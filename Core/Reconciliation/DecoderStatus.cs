namespace Aevrion.Core.Reconciliation;

/// <summary>How far a decoder is. All but <see cref="NeedsMore"/> are final.</summary>
public enum DecoderStatus
{
    /// <summary>The symbols so far do not determine the difference.</summary>
    NeedsMore,

    /// <summary>The difference is known.</summary>
    Decoded,

    /// <summary>The difference is larger than the limits allow: compare in another way.</summary>
    OverBudget,

    /// <summary>No difference of sets has such symbols, or a checksum matched by accident: compare in another way.</summary>
    Inconsistent,
}
