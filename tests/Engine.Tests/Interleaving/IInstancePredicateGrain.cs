namespace Aevrion.Engine.Tests.Interleaving;

public interface IInstancePredicateGrain : IInterleavingGrain;
