namespace Aevrion.Engine.Tests.Interleaving;

public interface IPredicateGrain : IInterleavingGrain;
