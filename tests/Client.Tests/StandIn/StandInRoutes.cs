using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>Answers one request by the contract.</summary>
internal sealed class StandInRoutes(StandInRegion region, HttpContext context, StandInRequest request)
{
    public Task HandleAsync()
    {
        var path = request.Target.Split('?')[0];
        if (KeyAfter(path, "/v1/kv/") is { } key)
            return HandleKeyAsync(key);
        if (KeyAfter(path, "/v1/history/") is { } historyKey)
            return new StandInHistory(region.Store, context).WriteAsync(historyKey);
        if (path == "/v1/kv")
            return new StandInScan(region, context).ScanAsync();
        if (path == "/v1/history")
            return new StandInScan(region, context).ReadLogAsync();
        if (KeyAfter(path, "/v1/conflicts/") is { } conflictKey)
            return new StandInConflicts(region, context).SettleAsync(conflictKey, request.Body);
        if (path == "/v1/conflicts")
            return new StandInConflicts(region, context).ListAsync();
        if (request is { Method: "POST", Target: "/v1/batch" })
            return new StandInBatch(region.Store, context).WriteAsync(request.Body);
        if (request is { Method: "POST", Target: "/v1/get" })
            return new StandInMultiGet(region, context).WriteAsync(request.Body);
        if (request is { Method: "POST" } && path == "/v1/verify")
            return new StandInVerification(region, context).WriteAsync();
        if (request is { Method: "GET", Target: "/v1/backup" })
            return new StandInBackup(region, context).WriteAsync();
        if (request is { Method: "POST", Target: "/v1/restore" })
            return new StandInBackup(region, context).RestoreAsync(request.Body);
        if (path == "/v1/watch")
            return region.Watch.WriteAsync(context);
        return new StandInRegionDocuments(region, context).WriteAsync(request.Method, path);
    }

    private static string? KeyAfter(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length ? Uri.UnescapeDataString(path[prefix.Length..]) : null;

    private Task HandleKeyAsync(string key) => request.Method switch
    {
        "GET" => ReadAsync(key),
        "PUT" when request.Body.Length > 1_048_576 => Problems.WriteAsync(context, 413, "value-too-large", "A value has at most 1 MiB."),
        "PUT" => WriteAsync(key, request.Body),
        "DELETE" => WriteAsync(key, null),
        _ => Problems.WriteAsync(context, 405, "method-not-allowed", "Use GET, PUT or DELETE."),
    };

    private async Task ReadAsync(string key)
    {
        var text = context.Request.Query["at"].FirstOrDefault();
        if (text == "converged" && region.ConvergedAt is null)
        {
            await Problems.WriteAsync(context, 409, "not-converged", "Nothing was heard of region 'us' yet.");
            return;
        }

        var at = text == "converged" ? region.ConvergedAt : text is null ? (long?)null : long.Parse(text);
        if (text == "converged")
            context.Response.Headers["Aevrion-Converged"] = $"{at}";
        if (region.Store.Latest(key, at) is not { Value: { } value } found)
        {
            await Problems.WriteAsync(context, 404, "not-found", "There is no such key.");
            return;
        }

        context.Response.Headers.ETag = $"\"{found.Id}\"";
        context.Response.Headers["Aevrion-Timestamp"] = found.Timestamp.ToString();
        context.Response.Headers["Aevrion-Origin"] = found.Origin;
        await context.Response.Body.WriteAsync(value, context.RequestAborted);
    }

    private Task WriteAsync(string key, byte[]? value)
    {
        var required = context.Request.Headers.IfMatch.FirstOrDefault()?.Trim('"');
        var mustBeAbsent = context.Request.Headers.IfNoneMatch == "*";
        var written = region.Store.Write(
            key, value, latest => (required is null || latest?.Id == required) && !(mustBeAbsent && latest?.Value is not null));
        return written is null
            ? Problems.WriteAsync(context, 412, "precondition-failed", "The latest version is another one.")
            : context.Response.WriteAsJsonAsync(new { key, id = written.Id, timestamp = written.Timestamp });
    }
}
