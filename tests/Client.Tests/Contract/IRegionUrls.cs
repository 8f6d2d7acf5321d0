namespace Aevrion.Client.Tests.Contract;

/// <summary>Where the region runs that the contract is checked against.</summary>
public interface IRegionUrls
{
    /// <summary>Base URLs of the region, at least one.</summary>
    IReadOnlyList<string> Urls { get; }

    /// <summary>A client of the region, which the test disposes; over HTTP, unless the region is reached otherwise.</summary>
    IAevrionClient Connect() => new AevrionClient([.. Urls]);
}
