using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Requests;

/// <summary>
/// The whole body of a request, read under a hard limit however it is framed. Its bytes count in the <see cref="BodyBudget"/> until it
/// is disposed of.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstReadBytes = 64 * 1024;

    private readonly BodyBudget _budget;
    private byte[] _buffer = [];
    private int _length;

    private RequestBody(BodyBudget budget) => _budget = budget;

    /// <summary>What was read.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Why there is no body; null when it was read to its end.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Reads the body of a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="tooLarge">The answer to more than that.</param>
    public static async Task<RequestBody> ReadAsync(HttpContext context, int maxBytes, Problem tooLarge)
    {
        var body = new RequestBody(context.RequestServices.GetRequiredService<BodyBudget>());
        try
        {
            LiftServerLimit(context);
            body.Problem = CheckHeaders(context.Request, maxBytes, tooLarge) ?? await body.FillAsync(context, maxBytes, tooLarge);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>The bytes in memory of their own size, to be kept.</summary>
    public ReadOnlyMemory<byte> ToValue() => _length == _buffer.Length ? _buffer : _buffer.AsSpan(0, _length).ToArray();

    public void Dispose()
    {
        _budget.Return(_buffer.Length);
        _buffer = [];
        _length = 0;
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

    private static Problem? CheckHeaders(HttpRequest request, int maxBytes, Problem tooLarge)
    {
        if (request.ContentLength > maxBytes)
            return tooLarge;
        var encoding = request.Headers[HeaderNames.ContentEncoding].ToString();
        return encoding is "" or "identity"
            ? null
            : ProblemKinds.UnsupportedEncoding.With($"Bodies are taken as they are; the content encoding '{encoding}' is not supported.");
    }

    private async Task<Problem?> FillAsync(HttpContext context, int maxBytes, Problem tooLarge)
    {
        // One byte over the limit, or one after the announced end, tells that there is more or that there is none.
        var end = (int)(context.Request.ContentLength ?? maxBytes + 1L);
        while (_length < end)
        {
            if (_length == _buffer.Length && !TryGrow(end))
                return ProblemKinds.Overloaded.With("Too many requests are under way; nothing was written. Try again shortly.");
            var read = await context.Request.Body.ReadAsync(_buffer.AsMemory(_length), context.RequestAborted);
            if (read == 0)
                break;
            _length += read;
        }

        return _length > maxBytes ? tooLarge : null;
    }

    private bool TryGrow(int end)
    {
        var size = (int)Math.Min(end, Math.Max(FirstReadBytes, 2L * _buffer.Length));
        if (!_budget.TryTake(size - _buffer.Length))
            return false;
        Array.Resize(ref _buffer, size);
        return true;
    }
}
