using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>A constructor parameter that gets stored state.</summary>
internal abstract class PersistentStateParameter
{
    public abstract Type ParameterType { get; }

    /// <summary>The marked parameters of the class's constructor, in order.</summary>
    /// <exception cref="OrleansConfigurationException">A marked parameter is no <see cref="IPersistentState{TState}"/>.</exception>
    public static PersistentStateParameter[] Of(Type grainClass)
    {
        var constructors = grainClass.GetConstructors();
        var constructor =
            constructors.FirstOrDefault(candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute))) ??
            constructors.MaxBy(candidate => candidate.GetParameters().Length);
        return constructor is null ? [] : [.. constructor.GetParameters()
            .Where(parameter => parameter.IsDefined(typeof(PersistentStateAttribute)))
            .Select(Of)];
    }

    public abstract object Create(IGrainContext context);

    private static PersistentStateParameter Of(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException(
                $"Parameter {parameter.Name} of {parameter.Member.DeclaringType} is marked [PersistentState], so it must be an IPersistentState<T>.");
        var attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        return (PersistentStateParameter)Activator.CreateInstance(
            typeof(Typed<>).MakeGenericType(type.GetGenericArguments()), attribute)!;
    }

    private sealed class Typed<TState>(IPersistentStateConfiguration configuration) : PersistentStateParameter
    {
        public override Type ParameterType => typeof(IPersistentState<TState>);

        public override object Create(IGrainContext context) =>
            context.ActivationServices.GetRequiredService<IPersistentStateFactory>().Create<TState>(context, configuration);
    }
}
