using System.Globalization;
using Aevrion.Core.Events;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Requests;

/// <summary>
/// Reads the parameters of a request and keeps the first thing that is wrong with them. A parameter that the request does not know is
/// refused: a misspelt "at" must not answer the latest version.
/// </summary>
internal sealed class RequestQuery
{
    private readonly IQueryCollection _query;

    public RequestQuery(HttpContext context, params ReadOnlySpan<string> known)
    {
        _query = context.Request.Query;
        foreach (var name in _query.Keys)
        {
            if (!known.Contains(name))
                Problem ??= ProblemKinds.UnknownParameter.With(
                    $"There is no parameter '{name}' here. {(known.IsEmpty ? "None is known." : $"Known are: {string.Join(", ", known)}.")}");
        }
    }

    /// <summary>What is wrong; null when nothing is.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>A parameter as it stands; null when it is not given.</summary>
    public string? Text(string name)
    {
        if (!_query.TryGetValue(name, out var values))
            return null;
        if (values.Count == 1)
            return values[0];
        Refuse(name, "is given more than once");
        return null;
    }

    public bool Flag(string name)
    {
        switch (Text(name))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                Refuse(name, "must be true or false");
                return false;
        }
    }

    public int Integer(string name, int fallback, int least, int most)
    {
        if (Text(name) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, null, out var value) && value >= least && value <= most)
            return value;
        Refuse(name, $"must be a whole number from {least} to {most}");
        return fallback;
    }

    /// <summary>A point in time, in milliseconds since the Unix epoch; see <see cref="TimeText"/>.</summary>
    public long? Time(string name, long nowMs) => Text(name) is { } text ? Time(name, text, nowMs) : null;

    /// <inheritdoc cref="Time(string, long)"/>
    public long? Time(string name, string text, long nowMs)
    {
        if (!TimeText.TryParse(text, nowMs, out var timestamp))
            Refuse(name, "must be milliseconds since 1970, a date and time in ISO 8601 such as 2026-01-31T12:00:00Z, or an age such as '5m ago'");
        else if (EventRules.CheckTimestamp(timestamp) is not EventRejection.None and var rejection)
            Problem ??= EventProblems.Of(rejection);
        else
            return timestamp;
        return null;
    }

    /// <summary>Takes note that a parameter is wrong.</summary>
    public void Refuse(string name, string reason) => Problem ??= ProblemKinds.BadParameter.With($"The parameter '{name}' {reason}.");
}
