using Aevrion.Silo.Peers.Authentication;

namespace Aevrion.Silo.Tests.Peers.Authentication;

public sealed class ChallengeNoncesTests
{
    private readonly SteppedTime _time = new();

    [Fact]
    public void A_challenge_is_good_for_its_life_and_for_one_answer()
    {
        var nonces = new ChallengeNonces(_time);
        var (first, second) = (nonces.Issue(), nonces.Issue());
        Assert.NotEqual(first, second);
        _time.Step(ChallengeNonces.Lifetime);
        Assert.True(nonces.IsGood(first));
        Assert.True(nonces.TrySpend(first));
        Assert.False(nonces.TrySpend(first));
        _time.Step(TimeSpan.FromMilliseconds(1));
        Assert.False(nonces.IsGood(second));
    }

    [Fact]
    public void Another_process_does_not_take_it() => Assert.False(new ChallengeNonces(_time).IsGood(new ChallengeNonces(_time).Issue()));

    [Fact]
    public void Answered_challenges_are_remembered_up_to_a_limit_and_forgotten_when_they_have_expired()
    {
        var nonces = new ChallengeNonces(_time);
        for (var i = 0; i < ChallengeNonces.MaxSpent; i++)
            Assert.True(nonces.TrySpend(nonces.Issue()));
        Assert.False(nonces.TrySpend(nonces.Issue()));
        _time.Step(ChallengeNonces.Lifetime + TimeSpan.FromMilliseconds(1));
        Assert.True(nonces.TrySpend(nonces.Issue()));
    }
}
