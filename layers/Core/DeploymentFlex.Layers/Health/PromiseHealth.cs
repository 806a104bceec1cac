using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Health;

/// <summary>A <see cref="Promise"/> in words.</summary>
public sealed record PromiseHealth(string Durability, string Scope, string Secrecy)
{
    internal static PromiseHealth From(Promise promise) =>
        new(Word(promise.Durability), Word(promise.Reach), Word(promise.Secrecy));

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
