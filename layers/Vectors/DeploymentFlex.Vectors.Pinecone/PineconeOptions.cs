using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Vectors.Pinecone;

/// <summary>
/// An index of Pinecone: <c>Layers:Vectors:pinecone</c>. <see cref="VectorServerOptions.Url"/> is the index's own host; where
/// only <see cref="Index"/> is set, Pinecone is asked for it. The index must be there, with the cosine as its metric.
/// </summary>
public sealed class PineconeOptions : VectorServerOptions, INamesEndpoints
{
    /// <summary>The index's name.</summary>
    [RegularExpression("^[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?$", ErrorMessage = "must be 1 to 45 small letters, digits and dashes, no dash first or last.")]
    public string? Index { get; set; }

    /// <summary>Where the index is to be, for example <c>us-east-1</c>; one that is elsewhere is refused. Null for anywhere.</summary>
    public string? Environment { get; set; }

    /// <summary>Where Pinecone says which host an index has.</summary>
    public string ControlUrl { get; set; } = "https://api.pinecone.io";

    protected override string Example => "https://index-1a2b3c4.svc.us-east-1-aws.pinecone.io";

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            yield return new("must be set; PINECONE_API_KEY does as well.", [nameof(ApiKey)]);
        }

        if (Url is null && Index is null)
        {
            yield return new("or Url must name the index; PINECONE_INDEX_NAME does as well.", [nameof(Index)]);
        }

        if (!Uri.TryCreate(ControlUrl, UriKind.Absolute, out var control) || control.Scheme is not ("http" or "https"))
        {
            yield return new("must be an address such as https://api.pinecone.io.", [nameof(ControlUrl)]);
        }

        foreach (var problem in base.Validate(validationContext).Where(problem => Url is not null || !problem.MemberNames.Contains(nameof(Url), StringComparer.Ordinal)))
        {
            yield return problem;
        }
    }
}
