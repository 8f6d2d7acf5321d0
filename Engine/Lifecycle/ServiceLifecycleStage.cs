namespace Orleans;

/// <summary>Stages of a silo.</summary>
public static class ServiceLifecycleStage
{
    public const int First = int.MinValue;

    public const int RuntimeInitialize = 2000;

    public const int RuntimeServices = 4000;

    /// <summary>Storage becomes ready: tables are created.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Reminders are loaded.</summary>
    public const int RuntimeGrainServices = 8000;

    public const int AfterRuntimeGrainServices = 8100;

    /// <summary>The application's own services.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>Grains are called from here on; on the way down they are drained and deactivated here.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>Reminders tick and startup tasks run.</summary>
    public const int Active = 20000;

    public const int Last = int.MaxValue;
}
