namespace Orleans;

/// <summary>A service that subscribes to a lifecycle, which finds it in the container.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    void Participate(TLifecycleObservable lifecycle);
}
