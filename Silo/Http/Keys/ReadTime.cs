using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Keys;

/// <summary>The <c>at</c> of a read: none, a time, or <c>converged</c>, which is the last moment before the watermark.</summary>
internal sealed class ReadTime
{
    public const string Parameter = "at";

    /// <summary>Tells the time that a read at <c>converged</c> was made at, in milliseconds since the Unix epoch.</summary>
    public const string ConvergedHeader = "Aevrion-Converged";

    private const string Converged = "converged";
    private const int MaxReads = 3;

    private readonly bool _isConverged;

    private ReadTime(bool isConverged, long? at)
    {
        _isConverged = isConverged;
        At = at;
    }

    /// <summary>The time that is asked for, in milliseconds since the Unix epoch; null for the latest version, and until a converged read was made.</summary>
    public long? At { get; private set; }

    public static ReadTime Of(RequestQuery query, RunningRegion region) => Of(query, query.Text(Parameter), region);

    /// <param name="query">Takes note of what is wrong.</param>
    /// <param name="text">The parameter; null when it is not given.</param>
    /// <param name="region">The region.</param>
    public static ReadTime Of(RequestQuery query, string? text, RunningRegion region) => text switch
    {
        null => new ReadTime(isConverged: false, null),
        Converged => new ReadTime(isConverged: true, null),
        _ => new ReadTime(isConverged: false, query.Time(Parameter, text, region.Clock.NowMs())),
    };

    /// <summary>Reads, or says why that cannot be.</summary>
    /// <param name="context">The request; its answer is told the converged time.</param>
    /// <param name="region">The region.</param>
    /// <param name="read">Reads at a time, or the latest.</param>
    public async Task<(TResult? Result, Problem? Problem)> ReadAsync<TResult>(
        HttpContext context, RunningRegion region, Func<long?, ValueTask<TResult>> read)
        where TResult : class
    {
        if (!_isConverged)
            return (await read(At), null);

        // An older event that came in meanwhile may have been read, and is not everywhere.
        for (var reads = 0; reads < MaxReads && region.Converged.TimeMs is { } watermark; reads++)
        {
            At = watermark - 1;
            var result = await read(At);
            if (!(region.Converged.TimeMs >= watermark))
                continue;
            context.Response.Headers[ConvergedHeader] = At.Value.ToString();
            return (result, null);
        }

        return (null, ProblemKinds.NotConverged.With(
            region.Converged.Reason ?? "The watermark moved back while it was read at. Try again shortly."));
    }
}
