using Orleans;

namespace Aevrion.Engine.Tests.Deactivation;

[KeepAlive]
public sealed class KeptAliveGrain : IdleGrainBase;
