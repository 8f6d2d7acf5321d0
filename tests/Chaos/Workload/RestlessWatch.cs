using System.Net;
using System.Text.Json;

namespace Aevrion.Chaos.Workload;

/// <summary>
/// A watch over plain HTTP that leaves off anywhere in what it is told and goes on behind the last change that it took. It shares no code with the client.
/// </summary>
/// <param name="url">The region.</param>
/// <param name="tape">Takes what is told.</param>
/// <param name="random">Chooses when to leave off.</param>
internal sealed class RestlessWatch(string url, WatchTape tape, Random random) : IDisposable
{
    private const int MostInOneGo = 400;
    private const string DataField = "data: ";
    private const string ResumeField = "resume=";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private string? _lastId;
    private string? _data;
    private string? _resume;

    public async Task FollowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && tape.Failure is null)
        {
            try
            {
                await FollowOnceAsync(stop);
            }
            catch (Exception ended) when (ended is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task FollowOnceAsync(CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(Silence);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{url}/v1/watch");
        if (_lastId is not null)
            request.Headers.Add("Last-Event-ID", _lastId);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            if ((int)response.StatusCode < 500)
                tape.Fail($"it was refused: {await response.Content.ReadAsStringAsync(silence.Token)}");
            throw new HttpRequestException("The watch is not served just now.");
        }

        if (_lastId is not null)
            tape.CountResumption();
        (_data, _resume) = (null, null);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(silence.Token));
        for (var left = random.Next(1, MostInOneGo); left > 0 && await lines.ReadLineAsync(silence.Token) is { } line;)
        {
            silence.CancelAfter(Silence);
            left -= Take(line) ? 1 : 0;
        }
    }

    /// <returns>True for a change.</returns>
    private bool Take(string line)
    {
        // An event counts with the empty line behind it: before that a connection may have ended in its midst.
        if (line.StartsWith(DataField, StringComparison.Ordinal))
            _data = line[DataField.Length..];
        else if (line.StartsWith(':') && line.IndexOf(ResumeField, StringComparison.Ordinal) is >= 0 and var at)
            _resume = line[(at + ResumeField.Length)..].Split(' ')[0];
        if (line.Length > 0)
            return false;

        (var data, _data, var resume, _resume) = (_data, null, _resume, null);
        _lastId = resume ?? _lastId;
        if (data is null)
            return false;
        using var change = JsonDocument.Parse(data);
        if (!change.RootElement.TryGetProperty("key", out var key))
            return false;
        _lastId = change.RootElement.GetProperty("id").GetString()!;
        tape.Add(new WatchedChange(key.GetString()!, _lastId, change.RootElement.GetProperty("timestamp").GetInt64()));
        return true;
    }
}
