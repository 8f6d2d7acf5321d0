using Aevrion.Grains.Acknowledgements;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Requests;

/// <summary>The acknowledgement that a write asks for.</summary>
/// <param name="Level">In how many regions the write has to be durable.</param>
/// <param name="Timeout">How long to wait for other regions.</param>
internal sealed record Acknowledgement(AcknowledgementLevel Level, TimeSpan Timeout)
{
    public const string LevelParameter = "ack";
    public const string TimeoutParameter = "timeout";

    private static readonly Problem TooManyWait = ProblemKinds.Overloaded.With(
        "Too many writes of this silo are waiting for other regions; nothing was written. Try again shortly, or with ack=local.");

    /// <summary>What a write gets that does not ask.</summary>
    public static Acknowledgement Local { get; } = new(AcknowledgementLevel.Local, AcknowledgementLimits.DefaultTimeout);

    /// <summary>True when other regions are waited for.</summary>
    public bool IsRemote => Level != AcknowledgementLevel.Local;

    /// <summary>Reads what a request asks for; null, and the problem, when it asks for what is not offered.</summary>
    public static Acknowledgement? Read(RequestQuery query, out Problem? problem)
    {
        var timeoutMs = query.Integer(
            TimeoutParameter,
            fallback: (int)AcknowledgementLimits.DefaultTimeout.TotalMilliseconds,
            least: 0,
            most: (int)AcknowledgementLimits.MaxTimeout.TotalMilliseconds);
        var text = query.Text(LevelParameter);
        AcknowledgementLevel? level = text switch
        {
            null or "local" => AcknowledgementLevel.Local,
            "quorum" => AcknowledgementLevel.Quorum,
            "all" => AcknowledgementLevel.All,
            _ => null,
        };
        problem = query.Problem ?? (level is null
            ? ProblemKinds.UnsupportedAck.With($"There is no acknowledgement level '{text}'; there are local, quorum and all.")
            : null);
        return problem is null ? new Acknowledgement(level!.Value, TimeSpan.FromMilliseconds(timeoutMs)) : null;
    }

    /// <summary>Takes a place among the writes that wait for other regions, before the write. To be disposed of when it is answered.</summary>
    /// <param name="region">The region.</param>
    /// <param name="refused">Why there is none; null when there is, or when nothing is waited for.</param>
    public IDisposable? Enter(RunningRegion region, out Problem? refused)
    {
        var place = IsRemote ? region.Acknowledgements.TryEnter() : null;
        refused = IsRemote && place is null ? TooManyWait : null;
        return place;
    }

    /// <summary>Waits for other regions, for as long as the client does and the silo is not stopping.</summary>
    /// <returns>Null when enough regions have the write; otherwise what the client is told, which is that the write stands.</returns>
    public async Task<Problem?> WaitAsync(HttpContext context, RunningRegion region, DurableWrite write)
    {
        if (!IsRemote)
            return null;
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var reached = await region.Acknowledgements.WaitAsync(write, Level, Timeout, stop.Token);
        return reached.IsEnough ? null : ProblemKinds.AckTimeout.With(
            "It is written and durable in this region, and reaches the others; which of them are known to have it by now is told here.")
            with { Acknowledged = reached.Acknowledged, Missing = reached.Missing };
    }
}
