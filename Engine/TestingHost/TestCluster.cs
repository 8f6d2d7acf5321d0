using System.Collections.ObjectModel;
using Aevrion.Engine.Runtime;
using Aevrion.Engine.TestingHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// A silo and a client of it in the test's process. The client, and the references obtained from it, stay valid when the silo is
/// restarted.
/// </summary>
public class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly SiloSlot _slot = new();
    private readonly IConfiguration _configuration;
    private IHost? _client;
    private bool _isDisposed;

    internal TestCluster(TestClusterOptions options, IConfiguration configuration)
    {
        Options = options;
        _configuration = configuration;
    }

    public TestClusterOptions Options { get; }

    /// <summary>The silo; null before it was deployed and after it was stopped.</summary>
    public SiloHandle? Primary { get; private set; }

    /// <summary>None: there is one silo.</summary>
    public IReadOnlyList<SiloHandle> SecondarySilos => [];

    /// <summary>The silo, if it was deployed and not stopped.</summary>
    public ReadOnlyCollection<SiloHandle> Silos => Primary is null ? [] : new ReadOnlyCollection<SiloHandle>([Primary]);

    /// <summary>Calls grains from outside.</summary>
    /// <exception cref="InvalidOperationException">The cluster was not deployed.</exception>
    public IClusterClient Client => ClientHost.Services.GetRequiredService<IClusterClient>();

    /// <summary>The same as <see cref="Client"/>.</summary>
    public IGrainFactory GrainFactory => Client;

    /// <summary>The services of the client.</summary>
    public IServiceProvider ServiceProvider => Client.ServiceProvider;

    private IHost ClientHost => _client ?? throw new InvalidOperationException("The test cluster was not deployed, or was disposed of.");

    public void Deploy() => Task.Run(DeployAsync).GetAwaiter().GetResult();

    /// <summary>Starts the silo and the client.</summary>
    public async Task DeployAsync()
    {
        if (_client is not null)
            throw new InvalidOperationException("The test cluster is deployed already.");
        _client = TestSilo.BuildClient(Options, _configuration, services => services
            .AddOptions()
            .AddSingleton<IClusterClient>(provider => new ClusterClient(_slot, provider))
            .AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>()));
        _slot.ResponseTimeout = _client.Services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout;
        await StartSiloAsync(0);
        await _client.StartAsync();
    }

    /// <summary>The silo that runs.</summary>
    public IEnumerable<SiloHandle> GetActiveSilos() => Silos.Where(silo => silo.IsActive);

    /// <summary>The services of the silo.</summary>
    /// <param name="silo">Must be the silo's own; null means it.</param>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        Primary is InProcessSiloHandle handle && (silo is null || silo.Equals(handle.SiloAddress))
            ? handle.ServiceProvider
            : throw new ArgumentException($"No silo {silo} runs.", nameof(silo));

    /// <summary>Waits until the present activation of a grain, if there is one, has ended.</summary>
    public Task WaitForDeactivationAsync(IAddressable grain) =>
        _slot.Current?.Directory.Find(grain.GetGrainId()) is Activation activation ? activation.Deactivated : Task.CompletedTask;

    /// <summary>Ends the present activation of a grain, if there is one.</summary>
    public Task DeactivateAsync(IAddressable grain) =>
        _slot.Current?.Directory.Find(grain.GetGrainId())?.DeactivateAsync(
            new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The test asked for it.")) ?? Task.CompletedTask;

    /// <summary>Starts another silo after the first one was stopped or killed.</summary>
    /// <exception cref="OrleansConfigurationException">A silo runs.</exception>
    public async Task<SiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort = false)
    {
        if (Primary is not null)
            throw new OrleansConfigurationException(
                "The embedded grain engine runs in one process as one silo; a second one needs -p:Engine=Orleans.");
        return await StartSiloAsync(0);
    }

    /// <summary>Stops the silo with its grains, gracefully.</summary>
    public Task StopSiloAsync(SiloHandle instance) => StopSiloAsync(instance, gracefully: true);

    /// <summary>Stops the silo without another turn of any grain.</summary>
    public Task KillSiloAsync(SiloHandle instance) => StopSiloAsync(instance, gracefully: false);

    /// <summary>Stops the silo, unless it was stopped before, and starts it anew.</summary>
    public async Task<SiloHandle?> RestartSiloAsync(SiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance, gracefully: true);
        return await StartSiloAsync(instance.InstanceNumber);
    }

    /// <summary>Stops the silo and the client.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        if (Primary is { } silo)
            await StopSiloAsync(silo);
    }

    public void StopAllSilos() => Task.Run(StopAllSilosAsync).GetAwaiter().GetResult();

    public async Task StopClusterClientAsync()
    {
        if (_client is { } client)
            await client.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await StopAllSilosAsync();
        (_client as IDisposable)?.Dispose();
        _client = null;
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    private async Task<SiloHandle> StartSiloAsync(short instanceNumber)
    {
        var started = await TestSilo.StartAsync(Options, _configuration, instanceNumber);
        _slot.Current = started.ServiceProvider.GetRequiredService<SiloRuntime>();
        return Primary = started;
    }

    private async Task StopSiloAsync(SiloHandle instance, bool gracefully)
    {
        ArgumentNullException.ThrowIfNull(instance);
        try
        {
            await instance.StopSiloAsync(gracefully);
        }
        finally
        {
            await instance.DisposeAsync();
            if (Primary == instance)
            {
                Primary = null;
                _slot.Current = null;
            }
        }
    }
}
