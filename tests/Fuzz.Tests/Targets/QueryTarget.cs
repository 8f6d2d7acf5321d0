using Aevrion.Core.Events;
using Aevrion.Silo.Http;
using Aevrion.Silo.Http.Conflicts;
using Aevrion.Silo.Http.History;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Aevrion.Silo.Http.Scans;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>The parameters of a request, cursors among them. A position that was read is the same when it is written again.</summary>
internal sealed class QueryTarget : FuzzTarget
{
    private const long NowMs = 1_767_225_600_000;

    private static readonly string[] Known = ["prefix", "after", "before", "limit", "at", "values", "ack", "timeout", "position", "cursor"];

    public override string Name => "query";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        "prefix=a%2Fb&after=c+d&limit=10&values=true", "at=5m%20ago", "at=2026-01-31T12:00:00Z", $"before=1700000000000,{Given.Id}", $"position=17,{Given.Id}",
        "ack=quorum&timeout=500", "cursor=AAABm3jHdAAAESIzRFVmd4iZqrvM3e7_ABEiM0RVZneImaq7zN3u_2s", "limit=1&limit=2", "at=converged", "values=false&&=&x");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        [.. Known.Select(name => $"&{name}="), "&", "=", "%", "%00", "%C3%A9", "%ED%A0%80", "+", "ago", "ms", "w", "true", Given.Id, ",", "T", "Z", "+14:00", "9999-12-31"]);

    public override string Run(byte[] input)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?" + Given.HeadOf(input));
        var query = new RequestQuery(context, Known);
        Problem? badKey = null;
        var after = KeyParameter.Read(context, query, "after", ref badKey);
        var prefix = KeyParameter.Read(context, query, "prefix", ref badKey);
        var before = HistoryPosition.Read(query, NowMs);
        var position = LogPosition.Read(query, "position");
        var cursor = ConflictCursor.Read(query, "");
        var at = query.Time("at", NowMs);
        var limit = query.Integer("limit", HttpLimits.DefaultPage, least: 1, HttpLimits.MaxPage);
        var values = query.Flag("values");
        var acknowledgement = Acknowledgement.Read(query, out _);
        if (query.Problem is { } problem)
            return $"{problem.Kind.Slug} {Names.Of(problem.Detail)}";

        if (badKey is null && new[] { after, prefix }.Any(key => key is { Length: > 0 } && EventRules.CheckKey(key) != EventRejection.None))
            throw new InvalidOperationException("A key that breaks the rules was taken.");
        if (limit is < 1 or > HttpLimits.MaxPage || (at is { } time && EventRules.CheckTimestamp(time) != EventRejection.None))
            throw new InvalidOperationException("What is out of range was taken.");
        CheckAgain("before", before?.ToString(), text => HistoryPosition.Read(text, NowMs)?.ToString());
        CheckAgain("position", position?.ToString(), text => LogPosition.Read(text, "position")?.ToString());
        return $"{after is null} {prefix is null} {before is null} {position is null} {cursor is null} {at is null} {values} {acknowledgement?.Level} {badKey?.Kind.Slug}";
    }

    private static void CheckAgain(string name, string? written, Func<RequestQuery, string?> read)
    {
        if (written is null)
            return;
        var context = new DefaultHttpContext();
        context.Request.QueryString = QueryString.Create(name, written);
        if (read(new RequestQuery(context, name)) != written)
            throw new InvalidOperationException($"{name}: {written} is something else when it is read again.");
    }
}
