namespace Orleans;

/// <summary>Calls grains from outside of them: HTTP endpoints, hosted services, tests.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the host that the client belongs to.</summary>
    IServiceProvider ServiceProvider { get; }
}
