using System.Buffers;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Http.Requests;

/// <summary>
/// The whole body of a request, read under a hard limit however it is framed. Its bytes count in the <see cref="BodyBudget"/> until it
/// is disposed of.
/// </summary>
/// <param name="budget">What all bodies of the silo share.</param>
/// <param name="maxBytes">The limit.</param>
/// <param name="tooLarge">The answer to more than that.</param>
internal sealed class RequestBody(BodyBudget budget, int maxBytes, Problem tooLarge) : IDisposable
{
    private const int FirstReadBytes = 64 * 1024;

    private static readonly Problem Overloaded = ProblemKinds.Overloaded.With(
        "Too many requests are under way; nothing was written. Try again shortly.");

    private byte[] _buffer = [];
    private int _length;

    /// <summary>What was read.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads to the end; answers why that could not be, null when it was.</summary>
    public ValueTask<Problem?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var problem = CheckHeaders(request);
        if (problem is null && TryTakeArrived(request))
            return new ValueTask<Problem?>(problem);
        LiftServerLimit(context);
        return problem is null ? new ValueTask<Problem?>(FillAsync(context)) : new ValueTask<Problem?>(problem);
    }

    /// <summary>The bytes in memory of their own size, to be kept.</summary>
    public ReadOnlyMemory<byte> ToValue() => _length == _buffer.Length ? _buffer : _buffer.AsSpan(0, _length).ToArray();

    public void Dispose()
    {
        budget.Return(_buffer.Length);
        _buffer = [];
        _length = 0;
    }

    private Problem? CheckHeaders(HttpRequest request)
    {
        if (request.ContentLength > maxBytes)
            return tooLarge;
        var encoding = request.Headers.ContentEncoding;
        return encoding.Count == 0 || encoding.ToString() is "" or "identity"
            ? null
            : ProblemKinds.UnsupportedEncoding.With($"Bodies are taken as they are; the content encoding '{encoding}' is not supported.");
    }

    /// <summary>Takes a body that came together with its head, as most small ones do.</summary>
    private bool TryTakeArrived(HttpRequest request)
    {
        if (request.ContentLength is not { } announced || announced > FirstReadBytes || !request.BodyReader.TryRead(out var arrived))
            return false;
        if (arrived.Buffer.Length < announced || !TryGrow((int)announced))
        {
            request.BodyReader.AdvanceTo(arrived.Buffer.Start);
            return false;
        }

        arrived.Buffer.CopyTo(_buffer);
        _length = (int)announced;
        request.BodyReader.AdvanceTo(arrived.Buffer.End);
        return true;
    }

    /// <summary>
    /// The limits here are tighter than the server's. Without its own, the server reads on for a moment after an early refusal, and the
    /// client gets to see the answer instead of a broken connection.
    /// </summary>
    private static void LiftServerLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
    }

    private async Task<Problem?> FillAsync(HttpContext context)
    {
        // One byte over the limit, or one after the announced end, tells that there is more or that there is none.
        var end = (int)(context.Request.ContentLength ?? maxBytes + 1L);
        using var patience = BodyPatience.Of(context);
        try
        {
            while (_length < end)
            {
                if (_length == _buffer.Length && !TryGrow(end))
                    return Overloaded;
                var read = await context.Request.Body.ReadAsync(_buffer.AsMemory(_length), patience.Token);
                if (read == 0)
                    break;
                _length += read;
            }
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            return patience.Problem;
        }

        return _length > maxBytes ? tooLarge : null;
    }

    private bool TryGrow(int end)
    {
        var size = (int)Math.Min(end, Math.Max(FirstReadBytes, 2L * _buffer.Length));
        if (!budget.TryTake(size - _buffer.Length))
            return false;
        Array.Resize(ref _buffer, size);
        return true;
    }
}
