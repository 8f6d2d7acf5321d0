using Npgsql;
using NpgsqlTypes;

namespace Aevrion.Storage.Postgres;

/// <summary>Typed positional parameters; nothing is boxed.</summary>
internal static class ParameterExtensions
{
    public static void AddText(this NpgsqlParameterCollection parameters, string value) => Add(parameters, value, NpgsqlDbType.Text);

    public static void AddBigint(this NpgsqlParameterCollection parameters, long value) => Add(parameters, value, NpgsqlDbType.Bigint);

    public static void AddInteger(this NpgsqlParameterCollection parameters, int value) => Add(parameters, value, NpgsqlDbType.Integer);

    public static void AddSmallint(this NpgsqlParameterCollection parameters, short value) => Add(parameters, value, NpgsqlDbType.Smallint);

    public static void AddBoolean(this NpgsqlParameterCollection parameters, bool value) => Add(parameters, value, NpgsqlDbType.Boolean);

    public static void AddBytes(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte> value) =>
        Add(parameters, value, NpgsqlDbType.Bytea);

    public static void AddTexts(this NpgsqlParameterCollection parameters, string[] values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static void AddBigints(this NpgsqlParameterCollection parameters, long[] values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static void AddNullableBigints(this NpgsqlParameterCollection parameters, long?[] values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static void AddUuids(this NpgsqlParameterCollection parameters, Guid[] values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public static void AddNullableBytes(this NpgsqlParameterCollection parameters, byte[]? value) =>
        Add(parameters, value, NpgsqlDbType.Bytea);

    public static void AddSmallints(this NpgsqlParameterCollection parameters, short[] values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Smallint);

    public static void AddNullableSmallints(this NpgsqlParameterCollection parameters, short[]? values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Smallint);

    public static void AddBytes(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte>[] values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public static void AddNullableBytes(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte>?[] values) =>
        Add(parameters, values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    private static void Add<T>(NpgsqlParameterCollection parameters, T value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
