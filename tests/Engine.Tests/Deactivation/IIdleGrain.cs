using Orleans;

namespace Aevrion.Engine.Tests.Deactivation;

public interface IIdleGrain : IGrainWithStringKey
{
    Task Touch();

    Task DelayDeactivation();

    Task TakeDelayBack();

    /// <summary>Ticks more often than activations are collected.</summary>
    Task StartTimer(bool keepAlive);
}
