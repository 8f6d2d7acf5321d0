using System.Text;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>Speaks HTTP to a silo. Paths go out as they are written: nothing is encoded or resolved on the way.</summary>
internal sealed class ApiClient(string url) : IDisposable
{
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(100) };

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, null, headers);

    public Task<ApiAnswer> PutAsync(string path, string value, params (string Name, string Value)[] headers) =>
        PutAsync(path, Encoding.UTF8.GetBytes(value), headers);

    public Task<ApiAnswer> PutAsync(string path, byte[] value, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, new ByteArrayContent(value), headers);

    public Task<ApiAnswer> PostAsync(string path, string body = "") => SendAsync(HttpMethod.Post, path, new StringContent(body));

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(url + path, AsItStands)) { Content = content };
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || content?.Headers.TryAddWithoutValidation(name, value) == true);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new ApiAnswer((int)response.StatusCode, response.Headers, response.Content.Headers, body);
    }

    /// <summary>Number of events in the region.</summary>
    public async Task<long> CountAsync() => (await GetAsync("/v1/status")).AssertDone().Json.GetProperty("count").GetInt64();

    public void Dispose() => _http.Dispose();
}
