using System.Text;
using Aevrion.Core.Events;
using Aevrion.Silo.Http;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>A key in the target of a request. It is the one that its percent-encoded bytes are, and written anew leads to itself.</summary>
internal sealed class KeyInTargetTarget : FuzzTarget
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string Name => "key-in-target";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        "/v1/kv/user:123", "/v1/kv/a%2Fb/../%2e%2e/c?at=5", "/v1/history/%C3%A9%F0%9F%98%80", "http://host:80/v1/kv/x", "/V1/KV/%41", "/v1/conflicts/a+b%20c", "*");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        "/v1/kv/", "/v1/history/", "/v1/conflicts/", "%00", "%2F", "%25", "%", "%C3%A9", "%ED%A0%80", "%F4%90%80%80", "%C0%AF", "?", "#", "://", "//", "..");

    public override string Run(byte[] input)
    {
        var target = Given.HeadOf(input);
        var key = KeyRoutes.Decode(target, out var route, out var problem);
        if (route is null)
            return key is null && problem is null ? "no key" : throw new InvalidOperationException("A key without a route.");
        if ((key is null) == (problem is null))
            throw new InvalidOperationException("Either a key or a problem.");
        if (problem is not null)
            return problem.Kind.Slug;

        if (EventRules.CheckKey(key!) != EventRejection.None || !target.Contains(route.Prefix, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("A key that breaks the rules was taken.");
        var path = target.StartsWith('/') ? target : target[target.IndexOf('/', target.IndexOf("://", StringComparison.Ordinal) + 3)..];
        if (key != Decode(path[route.Prefix.Length..].Split('?')[0]))
            throw new InvalidOperationException("Another key was read than stands there.");
        if (KeyRoutes.Decode(route.Prefix + Uri.EscapeDataString(key!), out _, out _) != key)
            throw new InvalidOperationException("Written anew it is another key.");
        return $"{route.Prefix} {key!.Any(letter => letter > 0x7f)}";
    }

    private static string Decode(string encoded)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < encoded.Length; i += encoded[i] == '%' ? 3 : 1)
            bytes.Add(encoded[i] == '%' ? Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0] : (byte)encoded[i]);
        return Strict.GetString([.. bytes]);
    }
}
