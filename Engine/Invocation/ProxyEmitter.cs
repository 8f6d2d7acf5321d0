using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Aevrion.Engine.Runtime;
using Orleans.Runtime;

namespace Aevrion.Engine.Invocation;

/// <summary>
/// Makes the proxy class of one interface. Each method of it creates a request of a class of its own (see <see cref="RequestEmitter"/>),
/// fills in the arguments and hands it to <see cref="GrainReference"/>: no reflection and no array at call time.
/// </summary>
internal sealed class ProxyEmitter
{
    private static readonly Type[] ConstructorParameters = [typeof(SiloSlot), typeof(GrainId)];

    private static readonly ConstructorInfo BaseConstructor =
        typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, ConstructorParameters)!;

    private static readonly MethodInfo ToReference = typeof(Crossing).GetMethod(nameof(Crossing.AsReference))!;

    private static readonly ConstructorInfo AccessAttribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;

    private readonly Type _interface;
    private readonly MethodInfo[] _methods;
    private readonly AssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;

    public ProxyEmitter(Type interfaceType)
    {
        _interface = interfaceType;
        _methods = [.. MethodsOf(interfaceType)];
        _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"Proxy of {interfaceType.FullName}"), AssemblyBuilderAccess.Run);
        _module = _assembly.DefineDynamicModule("Proxy");
        foreach (var name in AssembliesNeeded().Distinct())
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(AccessAttribute, [name]));
    }

    public Func<SiloSlot, GrainId, GrainReference> Emit()
    {
        var proxy = _module.DefineType($"{_interface.Name} proxy", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference));
        proxy.AddInterfaceImplementation(_interface);
        foreach (var inherited in _interface.GetInterfaces())
            proxy.AddInterfaceImplementation(inherited);
        var constructor = EmitConstructor(proxy);
        EmitCreate(proxy, constructor);
        for (var index = 0; index < _methods.Length; index++)
            EmitMethod(proxy, index);

        var type = proxy.CreateType();
        for (var index = 0; index < _methods.Length; index++)
            type.GetField(DescriptionOf(index))!.SetValue(null, new GrainMethod(_methods[index].DeclaringType!, _methods[index]));
        return type.GetMethod("Create")!.CreateDelegate<Func<SiloSlot, GrainId, GrainReference>>();
    }

    private static string DescriptionOf(int index) => $"Method{index}";

    private static IEnumerable<MethodInfo> MethodsOf(Type interfaceType)
    {
        if (!interfaceType.IsInterface)
            throw new ArgumentException($"{interfaceType} is not an interface.", nameof(interfaceType));
        foreach (var declaring in interfaceType.GetInterfaces().Prepend(interfaceType))
        {
            foreach (var method in declaring.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (method.IsVirtual)
                    yield return RequireCallable(method);
            }
        }
    }

    private static MethodInfo RequireCallable(MethodInfo method)
    {
        var problem =
            method.IsSpecialName ? "is a property or event" :
            method.IsGenericMethodDefinition ? "is generic" :
            method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef) ? "has a ref or out parameter" :
            RequestEmitter.BaseOf(method.ReturnType) is null ? $"returns {method.ReturnType}, not a Task or ValueTask" :
            null;
        return problem is null ? method : throw new NotSupportedException(
            $"{method.DeclaringType}.{method.Name} cannot be called on a grain of the embedded engine: it {problem}.");
    }

    private IEnumerable<string> AssembliesNeeded()
    {
        yield return typeof(GrainReference).Assembly.GetName().Name!;
        foreach (var type in _interface.GetInterfaces().Prepend(_interface).SelectMany(Parts))
            yield return type.Assembly.GetName().Name!;
        foreach (var method in _methods)
        {
            foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Prepend(method.ReturnType).SelectMany(Parts))
                yield return type.Assembly.GetName().Name!;
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);

    private static ConstructorBuilder EmitConstructor(TypeBuilder proxy)
    {
        var constructor = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, ConstructorParameters);
        var code = constructor.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Call, BaseConstructor);
        code.Emit(OpCodes.Ret);
        return constructor;
    }

    private static void EmitCreate(TypeBuilder proxy, ConstructorBuilder constructor)
    {
        var create = proxy.DefineMethod(
            "Create", MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), ConstructorParameters);
        var code = create.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Newobj, constructor);
        code.Emit(OpCodes.Ret);
    }

    private void EmitMethod(TypeBuilder proxy, int index)
    {
        var method = _methods[index];
        var parameters = Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);
        var request = new RequestEmitter(_module, method, index);
        var description = proxy.DefineField(DescriptionOf(index), typeof(GrainMethod), FieldAttributes.Public | FieldAttributes.Static);
        var body = proxy.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var code = body.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Newobj, request.Constructor);
        for (var argument = 0; argument < parameters.Length; argument++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldarg, (short)(argument + 1));
            if (Crossing.Concerns(parameters[argument]))
                code.Emit(OpCodes.Call, ToReference.MakeGenericMethod(parameters[argument]));
            code.Emit(OpCodes.Stfld, request.Arguments[argument]);
        }

        code.Emit(OpCodes.Ldsfld, description);
        code.Emit(OpCodes.Call, RequestEmitter.SenderOf(method.ReturnType));
        code.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(body, method);
    }
}
