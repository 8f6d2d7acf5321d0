namespace Orleans.Runtime;

/// <summary>An activation as its grain sees it. Can be injected into a grain's constructor.</summary>
public interface IGrainContext
{
    GrainReference GrainReference { get; }

    GrainId GrainId { get; }

    /// <summary>The grain object; null until it is constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation; scoped ones live as long as it does.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Open for subscription while the grain is being constructed.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Completes when the activation has ended. Not to be awaited from within it.</summary>
    Task Deactivated { get; }

    /// <summary>What <see cref="SetComponent{TComponent}"/> stored, else the grain if it is a <typeparamref name="TComponent"/>.</summary>
    TComponent? GetComponent<TComponent>() where TComponent : class;

    /// <summary>Attaches something to the activation; null takes it away.</summary>
    void SetComponent<TComponent>(TComponent? value) where TComponent : class;

    /// <summary>Ends the activation once running requests are done. Waiting ones go to a new activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
