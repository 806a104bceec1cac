namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>The record of <see cref="ForgetfulContext"/>.</summary>
public sealed class ForgetfulRecord
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Forgotten { get; init; }
}
