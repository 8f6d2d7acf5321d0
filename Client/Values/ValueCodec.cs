using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Client;

/// <summary>Turns typed values into bytes and back: bytes as they are, strings as UTF-8, all else as JSON.</summary>
internal static class ValueCodec
{
    internal const string TrimWarning = "JSON of arbitrary types needs reflection. Use the overload that takes a JsonTypeInfo<T>.";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static ReadOnlyMemory<byte> Encode<T>(T value, JsonSerializerOptions? options) =>
        TryEncodePlain(value, out var bytes) ? bytes : JsonSerializer.SerializeToUtf8Bytes(value, options ?? JsonSerializerOptions.Web);

    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static T? Decode<T>(Entry entry, JsonSerializerOptions? options) =>
        TryDecodePlain<T>(entry, out var value) ? value : JsonSerializer.Deserialize<T>(entry.Value.Span, options ?? JsonSerializerOptions.Web);

    public static ReadOnlyMemory<byte> Encode<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    public static T? Decode<T>(Entry entry, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(entry.Value.Span, type);

    public static ReadOnlyMemory<byte> EncodeText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return StrictUtf8.GetBytes(text);
    }

    private static bool TryEncodePlain<T>(T value, out ReadOnlyMemory<byte> bytes)
    {
        (var isPlain, bytes) = value switch
        {
            string text => (true, EncodeText(text)),
            byte[] array => (true, array),
            ReadOnlyMemory<byte> memory => (true, memory),
            Memory<byte> memory => (true, memory),
            _ => (false, default),
        };
        return isPlain && IsPlain(typeof(T));
    }

    private static bool TryDecodePlain<T>(Entry entry, out T? value)
    {
        object? plain = null;
        if (typeof(T) == typeof(string))
            plain = DecodeText(entry);
        else if (typeof(T) == typeof(byte[]))
            plain = entry.Value.ToArray();
        else if (typeof(T) == typeof(ReadOnlyMemory<byte>))
            plain = entry.Value;
        else if (typeof(T) == typeof(Memory<byte>))
            plain = (Memory<byte>)entry.Value.ToArray();

        value = (T?)plain;
        return plain is not null;
    }

    private static bool IsPlain(Type type) =>
        type == typeof(string) || type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) || type == typeof(Memory<byte>);

    private static string DecodeText(Entry entry)
    {
        try
        {
            return StrictUtf8.GetString(entry.Value.Span);
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException($"The value of '{entry.Key}' is not UTF-8 text. Read it as bytes.", exception);
        }
    }
}
