using Aevrion.Browser.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]
