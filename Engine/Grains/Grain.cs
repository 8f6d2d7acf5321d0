using Aevrion.Engine.Runtime;
using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Base of grain classes. One thread at a time runs inside an instance; while a request awaits, no other request starts unless the
/// class or the method allows interleaving.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainRuntime? _runtime;

    /// <summary>For the engine, which creates the instance inside its activation.</summary>
    protected Grain()
        : this(RuntimeContext.Current)
    {
    }

    /// <summary>For tests that bring their own context.</summary>
    protected Grain(IGrainContext? grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        _runtime = grainRuntime ?? (grainContext is Activation activation
            ? activation.Silo.GrainRuntime
            : grainContext?.ActivationServices.GetService(typeof(IGrainRuntime)) as IGrainRuntime);
    }

    /// <summary>The activation of this instance; null only when the instance was created outside the engine.</summary>
    [AllowNull]
    public IGrainContext GrainContext { get; }

    /// <summary>A reference through which others call this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The identity as text, for logs.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Names the silo that runs this instance.</summary>
    public string RuntimeIdentity => _runtime?.SiloIdentity ?? "";

    /// <summary>References to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of this activation; scoped ones live as long as it does.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext?.ActivationServices ?? Runtime.ServiceProvider;

    internal IGrainRuntime Runtime => _runtime ?? throw new InvalidOperationException(
        $"{GetType()} was created outside the grain engine and was given no runtime. Obtain grains from IGrainFactory.");

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Ends this activation once the requests that run now are done. Requests that wait go to a new activation.
    /// </summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>
    /// Keeps this activation from idle collection for at least <paramref name="timeSpan"/>. Zero or less takes an earlier delay back.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);
}
