namespace Orleans.Runtime;

/// <summary>Names this silo.</summary>
public interface ILocalSiloDetails
{
    string Name { get; }

    string ClusterId { get; }

    string DnsHostName { get; }

    SiloAddress SiloAddress { get; }

    /// <summary>The embedded engine has no gateway: the silo's own address.</summary>
    SiloAddress GatewayAddress { get; }
}
