namespace DeploymentFlex.Services.Console.Backend;

/// <summary>What a service answered: a value, or what went wrong. A page shows either; nothing is thrown.</summary>
public sealed record Answer<T>(T? Value, Trouble? Trouble)
    where T : class
{
#pragma warning disable CA2225 // The constructor is the named alternative.
    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Trouble trouble) => new(null, trouble);
#pragma warning restore CA2225
}
