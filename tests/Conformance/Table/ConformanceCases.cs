using System.Reflection;
using Xunit;

namespace DeploymentFlex.Conformance.Table;

/// <summary>The cases that there are, by what the code says.</summary>
public static class ConformanceCases
{
    /// <summary>The classes of a test assembly that show a provider's conformance.</summary>
    public static IReadOnlyList<(Type Type, ConformsAttribute Of)> ClassesOf(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return
        [
            .. from type in assembly.GetTypes()
               let attribute = type.GetCustomAttribute<ConformsAttribute>()
               where attribute is not null
               select (type, attribute),
        ];
    }

    /// <summary>The abstract classes of a layer that have cases.</summary>
    public static IReadOnlyList<Type> ContractsOf(string layer) =>
    [
        .. typeof(ConformanceCases).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: false, IsGenericType: false } && type.Namespace == $"DeploymentFlex.Conformance.{layer}")
            .Where(static type => type.GetMethods().Any(method => method.DeclaringType == type && IsCase(method))),
    ];

    /// <summary>The cases that a class inherits.</summary>
    public static IEnumerable<ConformanceCase> Of(Type type, ConformsAttribute of)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.GetMethods().Where(IsCase).Select(method => Of(method, of)).OfType<ConformanceCase>();
    }

    /// <summary>The case of a method; null for what only one provider has.</summary>
    public static ConformanceCase? Of(MethodInfo method, ConformsAttribute of)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(of);
        return method.DeclaringType is { IsAbstract: true } area
            ? new ConformanceCase(of.Layer, of.Column, area.Name.Replace("Conformance", "", StringComparison.Ordinal), method.Name.Replace('_', ' '))
            : null;
    }

    private static bool IsCase(MethodInfo method) => method.GetCustomAttributes<FactAttribute>().Any();
}
