using Aevrion.Core;
using Aevrion.Silo.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>The headers that mean something to the API: each line of the input is one of them in turn.</summary>
internal sealed class RequestHeadersTarget : FuzzTarget
{
    private const int MaxLines = 20;

    private static readonly string[] Read = ["If-Match", "If-None-Match", IdempotencyKey.Header, "Last-Event-ID"];

    public override string Name => "request-headers";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        $"\"{Given.Id}\"\n\nkey-1\n{Given.Id}", "\n*\n", $"\nW/\"{Given.Id}\", \"x\", *\n", "\"\"\n\"a\" , \"b\",,");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts("*", "\"", "W/", ",", $"\"{Given.Id}\"", "\n", "\\\"", " ");

    public override string Run(byte[] input)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var (value, index) in Given.HeadOf(input).Split('\n').Take(MaxLines).Select((value, index) => (value, index)).Where(item => item.value.Length > 0))
            headers.Append(Read[index % Read.Length], value);

        var conditions = WriteConditions.Read(headers, out var badCondition);
        var key = IdempotencyKey.Read(headers, out var badKey);
        if ((conditions is null) == (badCondition is null))
            throw new InvalidOperationException("Either conditions or a problem.");
        if (conditions is { IfMatch: { } id } && headers.IfMatch != EntityTag.Of(id) && !headers.IfMatch.ToString().Equals(EntityTag.Of(id), StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("Another id was read than stands there.");
        if (key is not null && badKey is not null)
            throw new InvalidOperationException("Either a key or a problem.");
        return $"{conditions} {key?.Length} {badKey is null} {EntityTag.Names(headers.IfNoneMatch, Hash256.Parse(Given.Id))}".Replace(Given.Id, "id", StringComparison.OrdinalIgnoreCase);
    }
}
