namespace Aevrion.Engine.Tests.Interleaving;

public sealed class OrdinaryGrain : InterleavingGrainBase;
