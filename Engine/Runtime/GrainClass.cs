using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Aevrion.Engine.Runtime;

/// <summary>What the attributes and the constructor of a grain class say, read once.</summary>
internal sealed class GrainClass
{
    private const string GrainSuffix = "grain";

    private readonly ObjectFactory _construct;
    private readonly PersistentStateParameter[] _states;

    /// <summary>Whether a constructor may ask for services that live as long as the activation.</summary>
    private readonly bool _needsScope;

    public GrainClass(Type type, GrainCollectionOptions collection, ServiceLifetimes lifetimes)
    {
        Type = type;
        GrainType = GrainTypeOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        CollectionAge = AgeOf(type, collection);
        MayInterleave = PredicateOf(type);
        _states = PersistentStateParameter.Of(type);
        _needsScope = !ParametersOf(type).All(lifetimes.IsSingleton);
        _construct = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(_states, state => state.ParameterType));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>Null: not a stateless worker.</summary>
    public int? MaxWorkers { get; }

    /// <summary>Null: never collected.</summary>
    public TimeSpan? CollectionAge { get; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public static GrainType GrainTypeOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return named.GrainType;
        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(
            name.Length > GrainSuffix.Length && name.EndsWith(GrainSuffix, StringComparison.Ordinal) ? name[..^GrainSuffix.Length] : name);
    }

    /// <summary>Makes the grain object. Called in a turn of the activation.</summary>
    public object Construct(Activation activation) => _construct(
        _needsScope ? activation.ActivationServices : activation.Silo.Services,
        _states.Length == 0 ? [] : Array.ConvertAll(_states, state => state.Create(activation)));

    private static IEnumerable<Type> ParametersOf(Type type) => type.GetConstructors()
        .SelectMany(constructor => constructor.GetParameters())
        .Where(parameter => !parameter.IsDefined(typeof(PersistentStateAttribute)))
        .Select(parameter => parameter.IsDefined(typeof(FromKeyedServicesAttribute)) ? typeof(FromKeyedServicesAttribute) : parameter.ParameterType);

    private static TimeSpan? AgeOf(Type type, GrainCollectionOptions collection)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
            return null;
        if (collection.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var configured))
            return configured;
        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit)
            return limit.AlwaysActive ? null : limit.AgeLimit;
        return collection.CollectionAge;
    }

    private static Func<object, IInvokable, bool>? PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute)
            return null;
        var method = type.GetMethod(
            attribute.CallbackMethodName,
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy,
            [typeof(IInvokable)]);
        if (method?.ReturnType != typeof(bool))
            throw new OrleansConfigurationException(
                $"[MayInterleave] of {type} names {attribute.CallbackMethodName}, which is not a method bool {attribute.CallbackMethodName}(IInvokable).");
        if (method.IsStatic)
        {
            var ofClass = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, request) => ofClass(request);
        }

        return (Func<object, IInvokable, bool>)OfInstance.MakeGenericMethod(type).Invoke(null, [method])!;
    }

    private static readonly MethodInfo OfInstance =
        typeof(GrainClass).GetMethod(nameof(OnInstance), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static Func<object, IInvokable, bool> OnInstance<TGrain>(MethodInfo method)
    {
        var ofInstance = method.CreateDelegate<Func<TGrain, IInvokable, bool>>();
        return (grain, request) => ofInstance((TGrain)grain, request);
    }
}
