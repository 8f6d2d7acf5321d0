using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Tests.Sync.Sessions;

/// <summary>An exchange that wants these effects, whatever it is answered, and remembers the answers.</summary>
internal sealed class ScriptedExchange(params SyncEffect[] script) : SyncMachine
{
    public List<SyncInput?> Answered { get; } = [];

    protected override IEnumerable<SyncEffect> Run()
    {
        foreach (var effect in script)
        {
            yield return effect;
            Answered.Add(Answers.Last);
        }

        yield return new ExchangeFinished(new ExchangeOutcome(true, 1, 2, 3, 4, 5, 6));
    }
}
