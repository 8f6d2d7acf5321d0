namespace Aevrion.Silo.Http.Limits;

/// <summary>The turns of a silo, by kind of work.</summary>
internal sealed class SiloTurns : IDisposable
{
    /// <summary>Of batches.</summary>
    public WorkTurns Batches { get; } = new(HttpLimits.BatchesAtOnce, HttpLimits.MaxWaitingBatches, HttpLimits.TurnTimeout);

    /// <summary>Of reading many keys or events.</summary>
    public WorkTurns Pages { get; } = new(HttpLimits.PagesAtOnce, HttpLimits.MaxWaitingPages, HttpLimits.TurnTimeout);

    public void Dispose()
    {
        Batches.Dispose();
        Pages.Dispose();
    }
}
