namespace Aevrion.Grains.Acknowledgements;

/// <summary>In how many regions a write has to be durable before it is acknowledged.</summary>
public enum AcknowledgementLevel
{
    /// <summary>In the region that took it.</summary>
    Local = 0,

    /// <summary>In more than half of all regions, that one included.</summary>
    Quorum = 1,

    /// <summary>In all regions.</summary>
    All = 2,
}
