using Aevrion.Browser.Tests.Browser;

// One browser and one pair of regions serve all tests; side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(ShownRegions))]
