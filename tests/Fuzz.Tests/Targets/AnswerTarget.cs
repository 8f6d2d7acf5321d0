using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Aevrion.Client;
using Aevrion.Client.Transport;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>What a client is answered: documents of every kind, and problems. It is understood, or an error of the client's says that it is not.</summary>
internal sealed class AnswerTarget : FuzzTarget
{
    private static readonly Uri Url = new("http://region/");

    public override string Name => "client-answer";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        $$"""{"key":"a","id":"{{Given.Id}}","timestamp":1700000000000}""",
        $$"""[{"id":"{{Given.Id}}","timestamp":1,"origin":"eu","deleted":false,"size":1,"value":"AA=="}]""",
        $$"""{"results":[{"key":"a","id":"{{Given.Id}}","timestamp":1,"added":true}]}""",
        """{"type":"urn:aevrion:problem:ack-timeout","title":"x","status":504,"detail":"y","line":3,"acknowledged":["eu"],"missing":["us"]}""",
        $$"""{"items":[{"key":"a","id":"{{Given.Id}}","timestamp":1,"origin":"eu","size":0}],"next":"a","at":5}""");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts("null", "[]", "{}", "{", "[", "\"", "\\ud800", "1.5", "\"AA\"", "true", ",\"x\":", "urn:aevrion:problem:overloaded");

    public override long AllowedBytes(int inputBytes) => (512 * 1024) + (2048L * inputBytes);

    public override string Run(byte[] input) => string.Join(
        ' ',
        Read(input, WireContext.Default.EventRef), Read(input, WireContext.Default.KeyVersionArray), Read(input, WireContext.Default.BatchAnswer),
        Read(input, WireContext.Default.ScanPage), Read(input, WireContext.Default.LogPage), Read(input, WireContext.Default.PeersReport),
        Names.Of(Problem.Read(503, "application/problem+json", input).Slug ?? "none"), Names.Of(Problem.Read(503, "text/plain", input).Detail)[..20]);

    private static bool Read<T>(byte[] input, JsonTypeInfo<T> type)
    {
        using var message = new HttpResponseMessage();
        HttpResponseHeaders headers = message.Headers;
        using var answer = new ApiResponse(Url, HttpStatusCode.OK, headers, "application/json", input);
        try
        {
            return answer.Read(type) is not null;
        }
        catch (AevrionException)
        {
            return false;
        }
    }
}
