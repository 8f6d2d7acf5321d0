namespace Orleans.Runtime;

/// <summary>Start and stop of the silo, in the stages of <see cref="ServiceLifecycleStage"/>.</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    /// <summary>The last stage started.</summary>
    int HighestCompletedStage { get; }

    /// <summary>The last stage stopped.</summary>
    int LowestStoppedStage { get; }
}
