using System.Reflection;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Sync;
using Aevrion.Grains.Watermark;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Architecture.Tests;

/// <summary>What crosses a grain boundary carries what Orleans needs, whichever engine runs.</summary>
public sealed class GrainBoundaryTests
{
    private static readonly Assembly Interfaces = typeof(IKeyGrain).Assembly;

    /// <summary>What grains keep for good; unlike messages it may change.</summary>
    private static readonly Type[] States = [typeof(SyncState), typeof(WatermarkState)];

    private static IEnumerable<Type> Grains =>
        Interfaces.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    private static List<Type> Crossing
    {
        get
        {
            var found = new HashSet<Type>(States);
            foreach (var method in Grains.SelectMany(grain => grain.GetMethods()))
            {
                Collect(method.ReturnType, found);
                foreach (var parameter in method.GetParameters())
                    Collect(parameter.ParameterType, found);
            }

            return [.. found];
        }
    }

    [Fact]
    public void Every_grain_interface_and_method_has_an_alias_of_its_own()
    {
        Assert.NotEmpty(Grains);
        Assert.All(Grains, grain => Assert.NotNull(grain.GetCustomAttribute<AliasAttribute>()));
        Assert.All(Grains.SelectMany(grain => grain.GetMethods()), method => Assert.NotNull(method.GetCustomAttribute<AliasAttribute>()));
        Unique(Grains.Select(AliasOf));
        foreach (var grain in Grains)
            Unique(grain.GetMethods().Select(AliasOf));
    }

    [Fact]
    public void Every_type_that_crosses_is_serializable_and_has_an_alias_of_its_own()
    {
        Assert.NotEmpty(Crossing);
        Assert.All(Crossing, type => Assert.True(type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false), type.Name));
        Unique(Crossing.Select(AliasOf));
    }

    [Fact]
    public void Every_property_that_crosses_has_an_id_of_its_own()
    {
        foreach (var type in Crossing.Where(type => !type.IsEnum))
        {
            var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(property => property.CanWrite)
                .ToList();
            Assert.NotEmpty(properties);
            Assert.All(properties, property => Assert.True(CrossesWith(property).IsDefined(typeof(IdAttribute)), $"{type.Name}.{property.Name}"));
            Unique(properties.Select(property => (MemberInfo)property).Concat(type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
                .Select(member => member.GetCustomAttribute<IdAttribute>()?.Id.ToString()).OfType<string>());
        }
    }

    /// <summary>The property, or the field that it is kept in.</summary>
    private static MemberInfo CrossesWith(PropertyInfo property) =>
        property.DeclaringType!.GetField($"_{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}", BindingFlags.Instance | BindingFlags.NonPublic)
        ?? (MemberInfo)property;

    [Fact]
    public void Every_message_is_immutable()
    {
        // The embedded engine passes references; Orleans copies what is not marked. Both are right only for what never changes.
        var messages = Crossing.Where(type => !type.IsEnum && !States.Contains(type));
        Assert.All(messages, type =>
        {
            Assert.True(type.IsDefined(typeof(ImmutableAttribute)), type.Name);
            Assert.All(type.GetProperties().Where(property => property.CanWrite), property => Assert.Contains(
                property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers(), modifier => modifier.Name == "IsExternalInit"));
        });
    }

    private static void Collect(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            Collect(argument, found);
        if (type.Assembly != Interfaces || Grains.Contains(type) || !found.Add(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            Collect(property.PropertyType, found);
    }

    private static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? member.Name;

    private static void Unique(IEnumerable<string> names)
    {
        var list = names.ToList();
        Assert.Equal(list.Count, list.Distinct(StringComparer.Ordinal).Count());
    }
}
