using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Simulation.Regions;

/// <summary>Performs what one connection's exchanges want of their region: admissions several at a time, as the product does.</summary>
internal sealed class ConnectionEffects
{
    private const int MaxAdmissions = 4;

    private readonly RegionProcess _process;
    private readonly Func<string> _peer;
    private readonly OpenAdmissions _admissions;

    /// <param name="process">Where.</param>
    /// <param name="peer">The region at the other end, once it is known.</param>
    public ConnectionEffects(RegionProcess process, Func<string> peer)
    {
        _process = process;
        _peer = peer;
        _admissions = new OpenAdmissions(
            async events => ((EventsAdmitted)await AdmitAsync(new AdmitEvents(events))).Added, MaxAdmissions);
    }

    /// <summary>Makes the events of one frame durable.</summary>
    public Task<SyncInput> AdmitAsync(AdmitEvents admit) => _process.Effects.PerformAsync(admit, _peer());

    /// <summary>Performs an effect of an exchange.</summary>
    public async Task<SyncInput> PerformAsync(SyncEffect effect) => effect switch
    {
        AdmitEvents admit => new EventsAdmitted(await _admissions.BeginAsync(admit.Events)),
        AwaitAdmissions => new EventsAdmitted(await _admissions.EndAsync()),
        _ => await _process.Effects.PerformAsync(effect, _peer()),
    };
}
