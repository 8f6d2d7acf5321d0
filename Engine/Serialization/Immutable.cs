namespace Orleans.Concurrency;

/// <summary>Wraps an argument or result that nobody changes any more, so that it need not be copied.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct Immutable<T> : IEquatable<Immutable<T>>
{
    public Immutable(T value) => Value = value;

    [Id(0)]
    public T Value { get; }

    public static bool operator ==(Immutable<T> left, Immutable<T> right) => left.Equals(right);

    public static bool operator !=(Immutable<T> left, Immutable<T> right) => !left.Equals(right);

    public bool Equals(Immutable<T> other) => EqualityComparer<T>.Default.Equals(Value, other.Value);

    public override bool Equals(object? obj) => obj is Immutable<T> other && Equals(other);

    public override int GetHashCode() => Value is null ? 0 : EqualityComparer<T>.Default.GetHashCode(Value);
}
