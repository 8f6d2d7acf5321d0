namespace Orleans.TestingHost;

/// <summary>How a test cluster is made.</summary>
public class TestClusterOptions
{
    public string ClusterId { get; set; } = "";

    public string ServiceId { get; set; } = "";

    /// <summary>1: more are refused, as the engine is one process.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Assembly-qualified names.</summary>
    public IList<string> SiloBuilderConfiguratorTypes { get; } = [];

    /// <summary>Assembly-qualified names.</summary>
    public IList<string> ClientBuilderConfiguratorTypes { get; } = [];
}
