namespace Aevrion.Linearizability;

/// <summary>Whether a history is linearizable.</summary>
public enum VerdictKind
{
    /// <summary>There is an order.</summary>
    Linearizable = 0,

    /// <summary>There is none.</summary>
    NotLinearizable = 1,

    /// <summary>The search was given up: too much goes on at one time.</summary>
    Undecided = 2,
}
