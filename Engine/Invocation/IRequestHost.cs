namespace Aevrion.Engine.Invocation;

/// <summary>Runs requests and learns when those that outlast their first turn have ended.</summary>
internal interface IRequestHost
{
    /// <summary>Called on whatever thread the request ended.</summary>
    void OnEnded(GrainRequest request);
}
