using Aevrion.Contract.Tests.Region;

[assembly: AssemblyFixture(typeof(LiveRegion))]
