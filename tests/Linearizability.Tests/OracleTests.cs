using Aevrion.Linearizability.Histories;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Linearizability.Tests;

/// <summary>The search and the definition agree.</summary>
public sealed class OracleTests
{
    private const int Histories = 20_000;

    [Fact]
    public void Small_histories_are_judged_as_the_definition_judges_them() => Agree(SmallHistories.Of(areValuesUnique: true));

    [Fact]
    public void So_are_those_in_which_several_puts_share_a_value() => Agree(SmallHistories.Of(areValuesUnique: false));

    [Fact]
    public void What_a_register_did_is_linearizable_and_small_lies_about_it_are_judged_right() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var history = SimulatedRegister.Run(random, clients: 3, operations: 7, conceals: 0.2);
            if (!RegisterChecker.Check(history).IsLinearizable)
                return false;
            var lie = SimulatedRegister.Alter(history, random);
            return RegisterChecker.Check(lie).IsLinearizable == BruteForce.IsLinearizable(lie);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories / 4));

    private static void Agree(Arbitrary<RegisterOperation[]> histories) =>
        Prop.ForAll(histories, history => RegisterChecker.Check(history).IsLinearizable == BruteForce.IsLinearizable(history))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
}
