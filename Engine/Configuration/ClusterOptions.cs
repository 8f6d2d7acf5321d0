namespace Orleans.Configuration;

/// <summary>Names of the service and of this deployment of it. They only label: the embedded engine is one process.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";

    public const string DefaultServiceId = "default";

    /// <summary>Names the deployment.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>Names the service. PostgreSQL storage keeps the rows of different services apart by it.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
