namespace Aevrion.Engine.Tests.Interleaving;

public interface IReentrantGrain : IInterleavingGrain
{
    /// <summary>Spins within its turn, counted by the probe, then awaits and spins again.</summary>
    Task Spin();
}
