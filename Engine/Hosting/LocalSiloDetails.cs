using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Aevrion.Engine.Hosting;

internal sealed class LocalSiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster) : ILocalSiloDetails
{
    private static int lastGeneration;

    public string Name => silo.Value.SiloName;

    public string ClusterId => cluster.Value.ClusterId;

    public string DnsHostName => Environment.MachineName;

    public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 0, Interlocked.Increment(ref lastGeneration));

    public SiloAddress GatewayAddress => SiloAddress;
}
