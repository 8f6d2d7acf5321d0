using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>Every grain class of the application, by its type's name and by the interfaces that it implements.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    public GrainClasses(IOptions<GrainCollectionOptions> collection, ServiceLifetimes lifetimes)
    {
        foreach (var type in GrainAssemblies.Find().SelectMany(LoadableTypes).Where(IsGrainClass))
            Add(new GrainClass(type, collection.Value, lifetimes));
    }

    public int Count => _byType.Count;

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    /// <summary>The class behind an interface.</summary>
    /// <param name="classNamePrefix">Start of the full name of the class meant, where there are several.</param>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public GrainClass Implementing(Type interfaceType, string? classNamePrefix)
    {
        var all = _byInterface.GetValueOrDefault(interfaceType) ?? [];
        if (classNamePrefix is null && all.Count == 1)
            return all[0];
        return Choose(interfaceType, classNamePrefix, all);
    }

    private static GrainClass Choose(Type interfaceType, string? classNamePrefix, IEnumerable<GrainClass> candidates)
    {
        if (!string.IsNullOrWhiteSpace(classNamePrefix))
            candidates = candidates.Where(candidate => candidate.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal));
        var found = candidates.ToList();
        if (found.Count > 1)
        {
            var meant = found.FindAll(candidate =>
                candidate.Type.FullName == classNamePrefix || (classNamePrefix is null && candidate.Type.Name == interfaceType.Name[1..]));
            found = meant.Count == 1 ? meant : found;
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw new ArgumentException($"No grain class implements {interfaceType}.", nameof(interfaceType)),
            _ => throw new ArgumentException(
                $"Several grain classes implement {interfaceType}: {string.Join(", ", found.Select(candidate => candidate.Type))}. " +
                "Pass the start of the full name of one as grainClassNamePrefix.", nameof(classNamePrefix)),
        };
    }

    private static IEnumerable<Type> LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // Types that need something the application was published without cannot be grains here.
            return exception.Types.OfType<Type>();
        }
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } &&
        type.IsAssignableTo(typeof(IGrain)) && !type.IsAssignableTo(typeof(GrainReference));

    private void Add(GrainClass grainClass)
    {
        if (!_byType.TryAdd(grainClass.GrainType, grainClass))
            throw new OrleansConfigurationException(
                $"{_byType[grainClass.GrainType].Type} and {grainClass.Type} are both of grain type {grainClass.GrainType}. " +
                "Give one of them another name with [GrainType].");
        foreach (var implemented in grainClass.Type.GetInterfaces().Where(candidate => candidate.IsAssignableTo(typeof(IGrain))))
        {
            if (!_byInterface.TryGetValue(implemented, out var classes))
                _byInterface.Add(implemented, classes = []);
            classes.Add(grainClass);
        }
    }
}
