using System.Text.Json.Serialization;
using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Chains;

/// <summary>What a provider's last failure said.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">The exception's type.</param>
/// <param name="Message">Its first line, cut at 300 characters.</param>
public sealed record LinkError(DateTimeOffset At, string Kind, string Message)
{
    /// <summary>Whether the provider did answer, and says no: it is not away.</summary>
    [JsonIgnore]
    public bool IsAnswer { get; init; }

    internal static LinkError From(Exception error, DateTimeOffset now) =>
        new(now, error.GetType().Name, CheckList.FirstLine(error.Message)) { IsAnswer = error is LayerAnswerException { IsFailure: false } };
}
