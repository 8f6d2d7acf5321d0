using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Invocation;

/// <summary>
/// What leaves an activation typed as a grain or observer interface leaves as a reference: a grain that passes itself must not hand out
/// the object, which others would then call outside of its turns.
/// </summary>
internal static class Crossing
{
    /// <summary>Whether values of a type need <see cref="AsReference{T}"/>.</summary>
    public static bool Concerns(Type type) => type.IsInterface && type.IsAssignableTo(typeof(IAddressable));

    /// <exception cref="NotSupportedException">The value is an observer that was given no reference.</exception>
    public static T AsReference<T>(T value) => value switch
    {
        null or GrainReference => value,
        IGrainBase grain => (T)(object)grain.GrainContext.GrainReference.CastTo(typeof(T)),
        _ => throw new NotSupportedException(
            $"{value.GetType()} cannot be passed to or from a grain as it is. Pass what IGrainFactory.CreateObjectReference makes of it."),
    };
}
