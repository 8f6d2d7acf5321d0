using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Limits;

/// <summary>How long the body of a request is waited for. Only for bodies that did not come together with their heads.</summary>
internal sealed class BodyPatience : IDisposable
{
    private readonly LimitSettings _limits;
    private readonly CancellationToken _aborted;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    private BodyPatience(LimitSettings limits, TimeProvider timeProvider, CancellationToken aborted)
    {
        _limits = limits;
        _aborted = aborted;
        _timeout = new CancellationTokenSource(limits.BodyTimeout, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, aborted);
    }

    /// <summary>Cancelled when the time is over or the client is gone.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>True when the body took too long.</summary>
    public bool IsOver => _timeout.IsCancellationRequested && !_aborted.IsCancellationRequested;

    /// <summary>What the client is told then.</summary>
    public Problem Problem => ProblemKinds.RequestTimeout.With(
        $"The body did not come within {_limits.BodyTimeout.TotalSeconds:0.###} seconds; nothing was written.");

    public static BodyPatience Of(HttpContext context) => new(
        context.RequestServices.GetRequiredService<LimitSettings>(), context.RequestServices.GetRequiredService<TimeProvider>(), context.RequestAborted);

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
