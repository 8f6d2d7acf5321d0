using System.Reflection;
using System.Reflection.Emit;

namespace Aevrion.Engine.Invocation;

/// <summary>Makes the request class of one method: a field for each argument, and the call itself with the arguments from the fields.</summary>
internal sealed class RequestEmitter
{
    private const BindingFlags Inherited = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly TypeBuilder _type;
    private readonly Type _base;
    private readonly MethodInfo _method;

    public RequestEmitter(ModuleBuilder module, MethodInfo method, int index)
    {
        _method = method;
        _base = BaseOf(method.ReturnType)!;
        _type = module.DefineType($"Request{index} {method.Name}", TypeAttributes.Public | TypeAttributes.Sealed, _base);
        Constructor = _type.DefineDefaultConstructor(MethodAttributes.Public);
        Arguments = [.. method.GetParameters().Select((parameter, position) =>
            _type.DefineField($"Argument{position}", parameter.ParameterType, FieldAttributes.Public))];
        EmitCall();
        if (Arguments.Length > 0)
            EmitArguments();
        if (Array.Find(Arguments, argument => argument.FieldType == typeof(CancellationToken)) is { } token)
            EmitToken(token);
        _type.CreateType();
    }

    public ConstructorBuilder Constructor { get; }

    public FieldBuilder[] Arguments { get; }

    /// <summary>The class to derive from for methods of a return type; null when there is none.</summary>
    public static Type? BaseOf(Type returnType)
    {
        if (returnType == typeof(void))
            return typeof(VoidRequest);
        if (returnType == typeof(Task))
            return typeof(TaskRequest);
        if (returnType == typeof(ValueTask))
            return typeof(ValueTaskRequest);
        var definition = returnType.IsGenericType ? returnType.GetGenericTypeDefinition() : null;
        if (definition == typeof(Task<>))
            return typeof(TaskRequest<>).MakeGenericType(returnType.GetGenericArguments());
        return definition == typeof(ValueTask<>) ? typeof(ValueTaskRequest<>).MakeGenericType(returnType.GetGenericArguments()) : null;
    }

    /// <summary>The method of <see cref="Orleans.Runtime.GrainReference"/> that sends such a request and returns what the caller awaits.</summary>
    public static MethodInfo SenderOf(Type returnType)
    {
        var name =
            returnType == typeof(void) ? nameof(Orleans.Runtime.GrainReference.SendForNothing) :
            returnType == typeof(Task) ? nameof(Orleans.Runtime.GrainReference.SendForPlainTask) :
            returnType == typeof(ValueTask) ? nameof(Orleans.Runtime.GrainReference.SendForPlainValueTask) :
            returnType.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(Orleans.Runtime.GrainReference.SendForTask) :
            nameof(Orleans.Runtime.GrainReference.SendForValueTask);
        var sender = typeof(Orleans.Runtime.GrainReference).GetMethod(name, Inherited)!;
        return sender.IsGenericMethodDefinition ? sender.MakeGenericMethod(returnType.GetGenericArguments()) : sender;
    }

    private void EmitCall()
    {
        var overridden = _base.GetMethod("Call", Inherited)!;
        var call = Override(overridden, typeof(object));
        var code = call.GetILGenerator();
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Castclass, _method.DeclaringType!);
        foreach (var argument in Arguments)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, argument);
        }

        code.Emit(OpCodes.Callvirt, _method);
        code.Emit(OpCodes.Ret);
    }

    private void EmitArguments()
    {
        var count = Override(_base.GetProperty("ArgumentCount", Inherited)!.GetMethod!);
        var code = count.GetILGenerator();
        code.Emit(OpCodes.Ldc_I4, Arguments.Length);
        code.Emit(OpCodes.Ret);

        var at = Override(_base.GetMethod("ArgumentAt", Inherited)!, typeof(int));
        code = at.GetILGenerator();
        var labels = Array.ConvertAll(Arguments, _ => code.DefineLabel());
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Switch, labels);
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Ret);
        for (var index = 0; index < Arguments.Length; index++)
        {
            code.MarkLabel(labels[index]);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, Arguments[index]);
            if (Arguments[index].FieldType.IsValueType)
                code.Emit(OpCodes.Box, Arguments[index].FieldType);
            code.Emit(OpCodes.Ret);
        }
    }

    private void EmitToken(FieldBuilder token)
    {
        var code = Override(_base.GetProperty("Token", Inherited)!.GetMethod!).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, token);
        code.Emit(OpCodes.Ret);
    }

    private MethodBuilder Override(MethodInfo inherited, params Type[] parameters)
    {
        var access = inherited.Attributes & MethodAttributes.MemberAccessMask;
        var method = _type.DefineMethod(
            inherited.Name, access | MethodAttributes.Virtual | MethodAttributes.HideBySig, inherited.ReturnType, parameters);
        _type.DefineMethodOverride(method, inherited);
        return method;
    }
}
