namespace Aevrion.Client.Tests.Client;

/// <summary>Counts what passes through it.</summary>
internal sealed class CountingHandler : DelegatingHandler
{
    private int _requests;

    public int Requests => _requests;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        return base.SendAsync(request, cancellationToken);
    }
}
