using Orleans.Runtime;

namespace Orleans;

/// <summary>The identity behind a grain or a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of the grain.</summary>
    /// <exception cref="ArgumentException">The object is neither a reference nor a grain that the engine created.</exception>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference.GrainId,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            _ => throw new ArgumentException(
                $"{grain.GetType()} has no grain identity. Obtain references from IGrainFactory; do not create grains with new.", nameof(grain)),
        };
    }

    /// <summary>The grain as a reference of interface <typeparamref name="TGrainInterface"/>: what a grain passes on instead of itself.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain switch
        {
            GrainReference already => already,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            _ => throw new ArgumentException(
                $"{grain.GetType()} has no grain identity. An observer needs IGrainFactory.CreateObjectReference first.", nameof(grain)),
        };
        return (TGrainInterface)(object)reference.CastTo(typeof(TGrainInterface));
    }

    /// <inheritdoc cref="AsReference{TGrainInterface}"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>The key of a grain with a string key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The key of a grain with an integer key.</summary>
    /// <exception cref="InvalidOperationException">The key is not an integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var id = grain.GetGrainId();
        return id.TryGetIntegerKey(out var key) ? key : throw new InvalidOperationException($"The key of {id} is not an integer.");
    }

    /// <summary>The key of a grain with a Guid key.</summary>
    /// <exception cref="InvalidOperationException">The key is not a Guid.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain)
    {
        var id = grain.GetGrainId();
        return id.TryGetGuidKey(out var key) ? key : throw new InvalidOperationException($"The key of {id} is not a Guid.");
    }
}
