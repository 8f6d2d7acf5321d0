namespace Aevrion.Engine.Tests.Deactivation;

public sealed class IdleGrain : IdleGrainBase;
