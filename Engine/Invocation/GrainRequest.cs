using System.Reflection;
using Aevrion.Engine.Runtime;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Aevrion.Engine.Invocation;

/// <summary>
/// One call on its way: arguments, the caller's task, and the links that hold it in a mailbox and among the calls in flight.
/// The caller is answered once, by the first of: the grain, a timeout, a cancellation, a stop. A call answered before it began never begins.
/// </summary>
internal abstract class GrainRequest : WorkItem, IInvokable
{
    private const int NotBegun = 0;
    private const int InFirstTurn = 1;
    private const int Awaiting = 2;
    private const int Ended = 3;

    private int _phase = NotBegun;
    private IRequestHost? _host;
    private CancellationTokenRegistration _cancellation;

    /// <summary>Set by the proxy before sending.</summary>
    public GrainMethod Method { get; set; } = null!;

    /// <summary>Whom the call is for. Set by the proxy before sending.</summary>
    public GrainReference Target { get; set; } = null!;

    /// <summary>How long the caller waits, where that is not as usual in the silo. Set before sending.</summary>
    public TimeSpan? OwnTimeout { get; set; }

    /// <summary>What the caller had in <see cref="RequestContext"/>.</summary>
    public Dictionary<string, object>? Context { get; set; }

    /// <summary>Place among the calls in flight; belongs to <see cref="InFlightRequests"/>.</summary>
    public InFlightLink InFlight;

    /// <summary>Whether the caller has its answer.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Whether the grain's part is over, so that its next turn is to leave the activation.</summary>
    public bool HasEnded => Volatile.Read(ref _phase) == Ended;

    /// <summary>How the grain's part failed, once it has ended.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether running it shows that the activation is in use.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Whether it concerns this very activation, so that it is dropped where others wait for the next one.</summary>
    public virtual bool IsLocal => false;

    /// <summary>The token among the arguments, if there is one.</summary>
    protected virtual CancellationToken Token => default;

    protected virtual int ArgumentCount => 0;

    public Type GetInterfaceType() => Method.InterfaceType;

    public string GetInterfaceName() => Method.InterfaceType.Name;

    public string GetMethodName() => Method.Method.Name;

    public MethodInfo GetMethod() => Method.Method;

    public int GetArgumentCount() => ArgumentCount;

    public object? GetArgument(int index) =>
        (uint)index < (uint)ArgumentCount ? ArgumentAt(index) : throw new ArgumentOutOfRangeException(nameof(index));

    public CancellationToken GetCancellationToken() => Token;

    /// <summary>Starts the grain's part.</summary>
    /// <returns>Whether it has ended already. Otherwise the host hears of the end.</returns>
    public bool Begin(object instance, IRequestHost host)
    {
        _host = host;
        _phase = InFirstTurn;
        Start(instance);
        return Interlocked.CompareExchange(ref _phase, Awaiting, InFirstTurn) == Ended;
    }

    public override void Run(Activation activation)
    {
        if (HasEnded)
            activation.Leave(this);
        else
            activation.Enter(this);
    }

    public override string ToString() => $"{Method} of {Target.GrainId}";

    /// <summary>Answers the caller with a failure, unless it was answered before.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>From here on, cancelling the token among the arguments answers the caller at once.</summary>
    internal void WatchToken()
    {
        var token = Token;
        if (token.CanBeCanceled)
            _cancellation = token.UnsafeRegister(static (request, token) => ((GrainRequest)request!).Fail(new OperationCanceledException(token)), this);
    }

    internal void Answered()
    {
        InFlight.Owner?.Remove(this);
        _cancellation.Unregister();
    }

    protected virtual object? ArgumentAt(int index) => null;

    protected abstract void Start(object instance);

    protected void End(Exception? failure)
    {
        Failure = failure;
        if (Interlocked.Exchange(ref _phase, Ended) == Awaiting)
            _host!.OnEnded(this);
    }
}
