using Aevrion.Engine.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Aevrion.Engine.Runtime;

/// <summary>The grain object of an activation with its services: made, started, stopped and disposed of once. Runs on the activation's scheduler.</summary>
internal sealed class ActivationInstance(Activation activation)
{
    private Dictionary<Type, object>? _components;
    private GrainLifecycle? _lifecycle;
    private IServiceScope? _scope;
    private bool _isDisposed;

    public object? Instance { get; private set; }

    /// <summary>Made when the first part of the grain subscribes to it.</summary>
    public GrainLifecycle Lifecycle => _lifecycle ??= new GrainLifecycle();

    /// <summary>A scope of this activation, made when it is first asked for.</summary>
    public IServiceProvider Services => _isDisposed ? activation.Silo.Services : (_scope ?? MakeScope()).ServiceProvider;

    public TComponent? GetComponent<TComponent>()
        where TComponent : class =>
        _components is not null && _components.TryGetValue(typeof(TComponent), out var component)
            ? (TComponent)component
            : Instance as TComponent;

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        if (value is null)
            _components?.Remove(typeof(TComponent));
        else
            (_components ??= [])[typeof(TComponent)] = value;
    }

    /// <summary>Constructs the object, reads its state and activates it.</summary>
    /// <returns>What went wrong; null if nothing did.</returns>
    public async Task<Exception?> StartAsync()
    {
        var silo = activation.Silo;
        using var timeout = new CancellationTokenSource(silo.Limits.ActivationTimeout, silo.TimeProvider);
        try
        {
            Instance = activation.Class.Construct(activation);
            if (_lifecycle is { } lifecycle)
                await lifecycle.StartAsync(timeout.Token).WaitAsync(timeout.Token);
            if (Instance is IGrainBase grain)
                await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
            return null;
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            silo.Log.ActivationFailed(exception, activation.GrainId);
            return new TimeoutException($"Grain {activation.GrainId} was not activated within {silo.Limits.ActivationTimeout}.", exception);
        }
        catch (Exception exception)
        {
            // Whatever the grain's own code throws belongs to the callers that wait for it.
            silo.Log.ActivationFailed(exception, activation.GrainId);
            return exception;
        }
    }

    /// <summary>Deactivates and disposes of the object. What fails on the way is logged; the activation ends all the same.</summary>
    public async Task StopAsync(DeactivationReason reason)
    {
        activation.StopTimers();
        var silo = activation.Silo;
        using var timeout = new CancellationTokenSource(silo.Limits.DeactivationTimeout, silo.TimeProvider);
        try
        {
            if (Instance is IGrainBase grain)
                await grain.OnDeactivateAsync(reason, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            silo.Log.DeactivationFailed(exception, activation.GrainId);
        }

        try
        {
            if (_lifecycle is { } lifecycle)
                await lifecycle.StopAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            silo.Log.DeactivationFailed(exception, activation.GrainId);
        }

        await DisposeAsync();
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (Instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (Instance as IDisposable)?.Dispose();
            _isDisposed = true;
            if (_scope is { } scope)
                await new AsyncServiceScope(scope).DisposeAsync();
        }
        catch (Exception exception)
        {
            activation.Silo.Log.DeactivationFailed(exception, activation.GrainId);
        }

        // References remember the activation that they met last; they must not keep the grain's memory.
        Instance = null;
        _components = null;
        _scope = null;
    }

    private IServiceScope MakeScope()
    {
        var made = activation.Silo.Services.CreateScope();
        if (Interlocked.CompareExchange(ref _scope, made, null) is not { } earlier)
            return made;
        made.Dispose();
        return earlier;
    }
}
