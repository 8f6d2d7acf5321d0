namespace Aevrion.Core.Reconciliation;

/// <summary>
/// A byte string of fixed length, as an element of sets that are reconciled. With <see cref="Xor"/> the values form a group whose
/// zero is <c>default</c> and in which every value is its own inverse.
/// </summary>
/// <typeparam name="T">The implementing type itself.</typeparam>
public interface IReconcilable<T> : IEquatable<T>
    where T : struct, IReconcilable<T>
{
    /// <summary>Length of every value, in bytes.</summary>
    static abstract int ByteLength { get; }

    /// <summary>Reads a value from the first <see cref="ByteLength"/> bytes.</summary>
    static abstract T Read(ReadOnlySpan<byte> bytes);

    /// <summary>Writes the <see cref="ByteLength"/> bytes to the start of <paramref name="destination"/>.</summary>
    void Write(Span<byte> destination);

    /// <summary>The exclusive or of both byte strings.</summary>
    T Xor(T other);

    /// <summary>
    /// A keyed hash of the bytes. It must not be linear: that <c>Hash(a ⊕ b)</c> equals <c>Hash(a) ⊕ Hash(b)</c> must be mere chance.
    /// </summary>
    ulong Hash(SketchKey key);
}
