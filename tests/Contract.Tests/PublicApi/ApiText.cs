using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aevrion.Contract.Tests.PublicApi;

/// <summary>The public API of an assembly as text: a line for each type and member, in a fixed order.</summary>
internal static class ApiText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Describe(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Describe(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        Type[] parents = [.. type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? [parent] : Type.EmptyTypes,
            .. type.GetInterfaces().Where(face => face.IsPublic && !(face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>))).OrderBy(NameOf, StringComparer.Ordinal)];
        return $"{kind} {type.Namespace}.{NameOf(type)}{(parents.Length == 0 ? "" : " : " + string.Join(", ", parents.Select(NameOf)))}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        return
        [
            .. type.GetFields(Own).Where(field => field.IsPublic).Select(field =>
                $"{(field.IsLiteral ? $"const {NameOf(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}" : $"field {NameOf(field.FieldType)} {field.Name}")}"),
            .. type.GetProperties(Own).Where(property => IsVisible(property.GetMethod) || IsVisible(property.SetMethod)).Select(Describe),
            .. type.GetConstructors(Own).Where(IsVisible).Select(made => $"new({Parameters(made)})"),
            .. type.GetMethods(Own).Where(method => IsVisible(method) && IsWritten(method)).Select(Describe),
        ];
    }

    private static string Describe(PropertyInfo property)
    {
        var accessors = string.Join(' ', new[] { Accessor(property.GetMethod, "get"), Accessor(property.SetMethod, "set") }.OfType<string>());
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{required}{Modifiers(property.GetMethod ?? property.SetMethod!)}{NameOf(property.PropertyType, Nullability.Create(property))} {property.Name} {{ {accessors} }}";
    }

    private static string? Accessor(MethodInfo? method, string name) => !IsVisible(method) ? null
        : name == "set" && method!.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init;"
        : name + ";";

    private static string Describe(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";
        return $"{Modifiers(method)}{NameOf(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { IsFamily: true } => "protected ",
        _ => "",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var byDefault = parameter.HasDefaultValue ? $" = {parameter.DefaultValue switch { null => "default", string text => $"\"{text}\"", var value => value }}" : "";
        var isList = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var isExtended = parameter.Position == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{isExtended}{isList}{NameOf(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{byDefault}";
    }));

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    /// <summary>False for what the compiler makes: accessors, and the members that every record has.</summary>
    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name is "op_Implicit" or "op_Explicit")
        && !method.IsDefined(typeof(CompilerGeneratedAttribute))
        && method.Name is not ("Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "<Clone>$" or "Deconstruct");

    private static string NameOf(Type type) => NameOf(type, info: null);

    private static string NameOf(Type type, NullabilityInfo? info)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return NameOf(inner) + "?";
        var mark = !type.IsValueType && info?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!, info?.ElementType)}[]{mark}";
        if (!type.IsGenericType)
            return type.Name + mark;
        var arguments = type.GetGenericArguments().Select((argument, index) => NameOf(argument, info?.GenericTypeArguments.ElementAtOrDefault(index)));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }
}
