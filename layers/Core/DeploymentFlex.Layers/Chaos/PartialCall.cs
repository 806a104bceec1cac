using System.Reflection;

namespace DeploymentFlex.Layers.Chaos;

/// <summary>Lets a call get only a part of what it is given: of a stream the beginning, of a list the first records.</summary>
internal static class PartialCall
{
    private static readonly MethodInfo s_first = typeof(PartialCall).GetMethod(nameof(First), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Cuts the first argument that can be; returns whether it breaks off while it is read.</summary>
    public static bool TryCut(MethodInfo method, object?[] arguments, double share)
    {
        foreach (var (i, parameter) in method.GetParameters().Index())
        {
            if (arguments[i] is Stream content)
            {
                arguments[i] = new BreakingStream(content, share);
                return true;
            }

            var type = parameter.ParameterType;
            if (arguments[i] is { } list && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                arguments[i] = s_first.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [list, share]);
                return false;
            }
        }

        return false;
    }

    private static IReadOnlyList<T> First<T>(IReadOnlyList<T> list, double share) => [.. list.Take((int)(list.Count * share))];
}
