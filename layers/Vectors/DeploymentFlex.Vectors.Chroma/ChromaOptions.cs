using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Vectors.Chroma;

/// <summary>A Chroma server: <c>Layers:Vectors:chroma</c>. <see cref="Host"/> and <see cref="Port"/> say the same as an <c>http</c> <see cref="VectorServerOptions.Url"/>, which comes before them.</summary>
public sealed class ChromaOptions : VectorServerOptions, INamesEndpoints
{
    public string? Host { get; set; }

    [Range(1, 65_535, ErrorMessage = "must be between 1 and 65535.")]
    public int Port { get; set; } = 8000;

    [RegularExpression("^[A-Za-z0-9_.-]{3,100}$", ErrorMessage = "must be 3 to 100 letters, digits, '_', '.' and '-'.")]
    public string Tenant { get; set; } = "default_tenant";

    [RegularExpression("^[A-Za-z0-9_.-]{3,100}$", ErrorMessage = "must be 3 to 100 letters, digits, '_', '.' and '-'.")]
    public string Database { get; set; } = "default_database";

    /// <summary>How many candidates a search in a new collection looks at, at least: more finds more of the nearest, and takes longer.</summary>
    [Range(10, 10_000, ErrorMessage = "must be between 10 and 10000.")]
    public int EfSearch { get; set; } = 200;

    protected override string Example => "http://chroma:8000";

    internal void ReadHost()
    {
        if (Url is null && Host is not null)
        {
            Url = new UriBuilder(Uri.UriSchemeHttp, Host, Port).Uri.AbsoluteUri;
        }
    }
}
