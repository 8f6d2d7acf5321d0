using Aevrion.Linearizability.Histories;
using Aevrion.Linearizability.Search;

namespace Aevrion.Linearizability;

/// <summary>
/// Decides whether recorded operations on registers are linearizable: whether there is an order of them, each at some moment between its
/// beginning and its end, in which every answer is that of a register used by one client alone. Registers begin with nothing in them.
/// </summary>
/// <remarks>
/// <para>The search is Wing and Gong's ("Testing and Verifying Concurrent Objects", Journal of Parallel and Distributed Computing 17,
/// 1993) in Lowe's form of just-in-time linearization with memory ("Testing for linearizability", Concurrency and Computation: Practice and
/// Experience 29(4), 2017, section 6): it goes through beginnings and ends in their order, keeps the set of all situations that the register
/// may be in, and lets an operation take effect only when one that ends needs it.</para>
/// <para>What holds for registers alone keeps that set small. A read takes effect as soon as it can, since it changes nothing. A
/// value that nobody ever tells of is overwritten at once, so a write of it can go right before another. And a write of unknown outcome whose
/// value was seen must have taken effect by the end of the first operation that saw it. A value that is put only once stays until all have taken effect
/// that need it.</para>
/// <para>It knows the operations and nothing of how the store works: neither timestamps nor ids count.</para>
/// </remarks>
public static class RegisterChecker
{
    /// <summary>Situations that are kept at most.</summary>
    public const int MaxSituations = 500_000;

    /// <summary>Operations that may be under way at one time, those counted that never ended and may yet take effect.</summary>
    public const int MaxConcurrent = OperationSlots.Count;

    /// <summary>Checks the history of one register.</summary>
    /// <param name="history">In any order; all of one key.</param>
    public static Verdict Check(IEnumerable<RegisterOperation> history) => new JustInTimeSearch(PreparedHistory.Of([.. history])).Run();

    /// <summary>Checks a history of any number of registers.</summary>
    /// <returns>What is wrong, a line or more for each key that is not found linearizable.</returns>
    public static IReadOnlyList<string> Violations(IEnumerable<RegisterOperation> history) =>
    [
        .. history.GroupBy(operation => operation.Key, StringComparer.Ordinal)
            .Select(register => (register.Key, Verdict: Check(register)))
            .Where(checkedRegister => !checkedRegister.Verdict.IsLinearizable)
            .Select(checkedRegister => $"{checkedRegister.Key}: {checkedRegister.Verdict.Kind}. {checkedRegister.Verdict.Explanation}"),
    ];
}
