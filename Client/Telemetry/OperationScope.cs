using System.Diagnostics;
using Aevrion.Client.Transport;

namespace Aevrion.Client.Telemetry;

/// <summary>Records one operation, from the call to its answer, as an activity and in the metrics. Keys and values are never recorded.</summary>
internal sealed class OperationScope : IDisposable
{
    private readonly Activity? _activity;
    private readonly TimeProvider _timeProvider;
    private readonly string _operation;
    private readonly long _startedAt;
    private string? _errorType;
    private int _attempts;

    private OperationScope(string operation, TimeProvider timeProvider)
    {
        _operation = operation;
        _timeProvider = timeProvider;
        _startedAt = timeProvider.GetTimestamp();
        _activity = ClientInstruments.ActivitySource.StartActivity("aevrion " + operation, ActivityKind.Client);
        _activity?.SetTag("aevrion.operation", operation);
    }

    public static OperationScope Start(string operation, TimeProvider timeProvider) => new(operation, timeProvider);

    public void CountAttempt()
    {
        _attempts++;
        if (_attempts > 1)
            ClientInstruments.Retries.Add(1, new KeyValuePair<string, object?>("aevrion.operation", _operation));
    }

    public void Answered(ApiResponse response)
    {
        _activity?.SetTag("server.address", response.Url.Host);
        _activity?.SetTag("server.port", response.Url.Port);
        _activity?.SetTag("http.response.status_code", (int)response.Status);
        if ((int)response.Status >= 400 && response.Status != System.Net.HttpStatusCode.NotFound)
            Fail(response.ReadProblem().Slug ?? ((int)response.Status).ToString(), null);
    }

    public void Failed(Exception exception) => Fail(exception.GetType().Name, exception.Message);

    public void Dispose()
    {
        var tags = new TagList { { "aevrion.operation", _operation } };
        if (_errorType is not null)
            tags.Add("error.type", _errorType);
        ClientInstruments.Duration.Record(_timeProvider.GetElapsedTime(_startedAt).TotalSeconds, tags);
        _activity?.SetTag("aevrion.attempts", _attempts);
        _activity?.Dispose();
    }

    private void Fail(string errorType, string? description)
    {
        _errorType = errorType;
        _activity?.SetTag("error.type", errorType);
        _activity?.SetStatus(ActivityStatusCode.Error, description);
    }
}
