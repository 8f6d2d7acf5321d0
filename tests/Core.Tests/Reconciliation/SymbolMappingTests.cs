using System.Numerics;
using Aevrion.Core.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class SymbolMappingTests
{
    private static readonly Gen<ulong> AnyDraw = Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 63))
        .Select(pair => SymbolMapping.Draw((ulong)pair.Item1, 1) >> pair.Item2);

    private static readonly Gen<int> AnyIndex =
        Gen.OneOf(Gen.Choose(0, 50), Gen.Choose(0, 20_000), Gen.Choose(0, SymbolMapping.MaxSymbols - 1));

    [Fact]
    public void The_next_symbol_is_the_first_that_the_exact_inequality_allows() =>
        Prop.ForAll(Gen.Zip(AnyIndex, AnyDraw).ToArbitrary(), pair =>
        {
            var (index, draw) = pair;
            var next = SymbolMapping.Next(index, draw);
            return next > index && !Reached(next - 1)
                && (next == SymbolMapping.Never || Reached(next));

            bool Reached(int candidate) => Product(index) << 64 <= Product(candidate) * draw;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, ulong.MaxValue, 1)]
    [InlineData(0, 0, SymbolMapping.Never)]
    [InlineData(0, 1, SymbolMapping.Never)]
    [InlineData(SymbolMapping.MaxSymbols - 1, ulong.MaxValue, SymbolMapping.Never)]
    [InlineData(SymbolMapping.MaxSymbols - 2, ulong.MaxValue, SymbolMapping.MaxSymbols - 1)]
    public void The_ends_of_the_range_are_exact(int index, ulong draw, int expected) =>
        Assert.Equal(expected, SymbolMapping.Next(index, draw));

    [Fact]
    public void Items_are_part_of_a_symbol_as_often_as_stated()
    {
        const int items = 100_000;
        var symbols = Samples.Symbols(Samples.Scheme, Samples.Items8(items, seed: 1), 300);
        for (var i = 0; i < symbols.Length; i++)
        {
            var probability = SymbolMapping.Probability(i);
            var deviation = Math.Sqrt(items * probability * (1 - probability));
            Assert.InRange(symbols[i].Count, items * probability - 4.5 * deviation, items * probability + 4.5 * deviation);
        }
    }

    [Fact]
    public void Neighbouring_symbols_are_independent()
    {
        // Of the items in symbol i, the share that is in symbol i + 1 too is that symbol's probability.
        const int items = 100_000;
        for (var i = 1; i < 8; i++)
        {
            var both = 0;
            var first = 0;
            foreach (var item in Samples.Items8(items, seed: 2))
            {
                var inFirst = IsPartOf(item, i);
                first += inFirst ? 1 : 0;
                both += inFirst && IsPartOf(item, i + 1) ? 1 : 0;
            }

            Assert.Equal(SymbolMapping.Probability(i + 1), (double)both / first, tolerance: 0.015);
        }
    }

    [Fact]
    public void Draws_are_splitmix64() => Assert.Equal(
        [6457827717110365317, 3203168211198807973, 9817491932198370423],
        Enumerable.Range(1, 3).Select(step => SymbolMapping.Draw(1234567, (uint)step)));

    [Fact]
    public void Expected_counts_are_the_nearest_whole_numbers() =>
        Prop.ForAll(Gen.Zip(AnyIndex, Gen.Choose(0, int.MaxValue)).ToArbitrary(), pair =>
        {
            var exact = pair.Item2 * SymbolMapping.Probability(pair.Item1);
            return Math.Abs(SymbolMapping.ExpectedCount(pair.Item2, pair.Item1) - exact) <= 0.5 + 1e-6;
        }).QuickCheckThrowOnFailure();

    private static bool IsPartOf(Item8 item, int symbol)
    {
        var hash = item.Hash(Samples.Key);
        var next = 0;
        for (var step = 1U; next < symbol; step++)
            next = SymbolMapping.Next(next, SymbolMapping.Draw(hash, step));
        return next == symbol;
    }

    private static BigInteger Product(int index) => ((BigInteger)index + 1) * ((BigInteger)index + 2);
}
