using Aevrion.Core.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class CodedSymbolTests
{
    private static readonly Gen<ulong> AnyWord = Gen.Choose(0, int.MaxValue).Select(i => SymbolMapping.Draw((ulong)i, 1));

    private static readonly Gen<long> AnyCount =
        Gen.OneOf(
            Gen.Choose(-3, 3).Select(i => (long)i),
            AnyWord.Select(word => unchecked((long)word)),
            Gen.Elements(long.MinValue, long.MaxValue));

    private static readonly Gen<CodedSymbol<Item16>> AnySymbol = Gen.Zip(Gen.Zip(AnyWord, AnyWord), Gen.Zip(AnyWord, AnyCount))
        .Select(parts => new CodedSymbol<Item16>(new Item16(parts.Item1.Item1, parts.Item1.Item2), parts.Item2.Item1, parts.Item2.Item2));

    [Fact]
    public void Symbols_form_a_commutative_group() =>
        Prop.ForAll(Gen.Three(AnySymbol).ToArbitrary(), symbols =>
        {
            var (a, b, c) = symbols;
            return a + b == b + a
                && (a + b) + c == a + (b + c)
                && a + default(CodedSymbol<Item16>) == a
                && (a + -a).IsZero
                && a - b == a + -b
                && a - b + b == a;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_the_symbol_of_nothing_is_zero()
    {
        Assert.True(default(CodedSymbol<Item8>).IsZero);
        Assert.False(new CodedSymbol<Item8>(new Item8(1), 0, 0).IsZero);
        Assert.False(new CodedSymbol<Item8>(default, 1, 0).IsZero);
        Assert.False(new CodedSymbol<Item8>(default, 0, 1).IsZero);
    }

    [Fact]
    public void What_both_sets_hold_cancels_out() =>
        Prop.ForAll(Gen.Three(Gen.Choose(0, 40)).ToArbitrary(), sizes =>
        {
            var (shared, left, right) = (Samples.Items8(sizes.Item1, 1), Samples.Items8(sizes.Item2, 2), Samples.Items8(sizes.Item3, 3));
            var differences = Subtract(Symbols([.. shared, .. left]), Symbols([.. right, .. shared]));
            return differences.SequenceEqual(Subtract(Symbols(left), Symbols(right)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_symbols_of_a_union_are_the_sums_of_the_symbols() =>
        Assert.Equal(
            Symbols([.. Samples.Items8(30, 1), .. Samples.Items8(50, 2)]),
            Symbols(Samples.Items8(30, 1)).Zip(Symbols(Samples.Items8(50, 2)), (left, right) => left + right));

    private static CodedSymbol<Item8>[] Symbols(Item8[] items) => Samples.Symbols(Samples.Scheme, items, 50);

    private static IEnumerable<CodedSymbol<Item8>> Subtract(CodedSymbol<Item8>[] left, CodedSymbol<Item8>[] right) =>
        left.Zip(right, (mine, yours) => mine - yours);
}
