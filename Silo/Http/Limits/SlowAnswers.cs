using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// Sends answers that do not leave at once. They count as bodies in memory until the client has taken them, a part at a time, and a client that
/// takes too long loses its connection: what it was sent is broken off, which tells it that the answer is not whole.
/// </summary>
internal sealed class SlowAnswers(BodyBudget bodies, LimitSettings limits, TimeProvider timeProvider)
{
    /// <summary>Bytes that are handed to the server before it is waited for.</summary>
    private const int PartBytes = 32 * 1024;

    /// <summary>Sends bytes that are in memory; false, and nothing is sent, when there are too many in memory that wait for their clients.</summary>
    public async Task<bool> TrySendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (!bodies.TryTake(body.Length))
            return false;
        try
        {
            await FollowAsync(context, SendPartsAsync(context, body));
            return true;
        }
        finally
        {
            bodies.Return(body.Length);
        }
    }

    /// <summary>Waits until an answer has left, and for no longer than a client may take for it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sending">Ends soon after the connection does.</param>
    public async Task FollowAsync(HttpContext context, Task sending)
    {
        if (!sending.IsCompleted)
        {
            try
            {
                await sending.WaitAsync(limits.AnswerTimeout, timeProvider, context.RequestAborted);
            }
            catch (TimeoutException)
            {
                context.Abort();
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client left; what is sent ends for the same reason.
            }
        }

        await sending;
    }

    private static async Task SendPartsAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        for (var sent = 0; sent < body.Length; sent += PartBytes)
            await context.Response.BodyWriter.WriteAsync(body.Slice(sent, Math.Min(PartBytes, body.Length - sent)), context.RequestAborted);
    }
}
