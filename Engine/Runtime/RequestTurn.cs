using Aevrion.Engine.Invocation;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>The first turn of a request, with the caller's <see cref="RequestContext"/> around it and nothing else of the caller's.</summary>
internal static class RequestTurn
{
    /// <inheritdoc cref="GrainRequest.Begin"/>
    public static bool Begin(GrainRequest request, object instance, IRequestHost host)
    {
        var own = ExecutionContext.Capture();
        if (request.Context is not null)
            RequestContext.Import(request.Context);
        try
        {
            return request.Begin(instance, host);
        }
        finally
        {
            // Whatever the method set in AsyncLocals before its first await must not reach the next request.
            if (own is not null && !ReferenceEquals(ExecutionContext.Capture(), own))
                ExecutionContext.Restore(own);
        }
    }
}
