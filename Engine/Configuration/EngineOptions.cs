namespace Aevrion.Engine;

/// <summary>Settings that only the embedded engine has.</summary>
public sealed class EngineOptions
{
    /// <summary>
    /// How long a stopping silo lets calls that are under way finish, by default 10 seconds. After that activations are ended with what
    /// they had begun cut off. The host's own shutdown timeout ends the wait earlier.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
