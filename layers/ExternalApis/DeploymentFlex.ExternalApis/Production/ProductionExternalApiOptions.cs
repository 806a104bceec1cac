using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.ExternalApis.Production;

/// <summary>The real APIs: <c>Layers:ExternalApis:production</c>.</summary>
public sealed class ProductionExternalApiOptions : IValidatableObject, INamesEndpoints
{
    /// <summary>The APIs by their names: <c>Layers:ExternalApis:production:Apis:{api}</c>.</summary>
    public Dictionary<string, ProductionApiOptions> Apis { get; } = new(StringComparer.OrdinalIgnoreCase);

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => Apis.Values.Select(static api => NamedEndpoint.From(api.Address));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, api) in Apis)
        {
            var problems = new List<ValidationResult>();
            Validator.TryValidateObject(api, new ValidationContext(api), problems, validateAllProperties: true);
            foreach (var problem in problems)
            {
                yield return new(problem.ErrorMessage, [.. problem.MemberNames.Select(member => $"Apis:{name}:{member}")]);
            }
        }
    }

    /// <exception cref="SettingsException">The API that a chain is of is none of these.</exception>
    internal void Require(ProviderContext context)
    {
        if (context.Use is { } api && !Apis.ContainsKey(api))
        {
            throw new SettingsException(
                $"{context.Settings.Path}:Apis:{api}:BaseUrl: must be set to the address of this API, or take production out of Layers:ExternalApis:Uses:{api}:Chain.");
        }
    }
}
