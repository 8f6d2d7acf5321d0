namespace Aevrion.Client;

/// <summary>In how many regions a write has to be durable before it is acknowledged.</summary>
public enum Acknowledgement
{
    /// <summary>In the region that answers: the default, which waits for no other.</summary>
    Local = 0,

    /// <summary>In more than half of all regions, the one that answers included.</summary>
    Quorum = 1,

    /// <summary>In all regions.</summary>
    All = 2,
}
