namespace Aevrion.Client.Tests.Contract;

/// <summary>Where the region runs that the contract is checked against.</summary>
public interface IRegionUrls
{
    /// <summary>Base URLs of the region, at least one.</summary>
    IReadOnlyList<string> Urls { get; }
}
