namespace DeploymentFlex.Files.S3;

/// <summary>Where the bucket's name stands in an address.</summary>
public enum S3Addressing
{
    /// <summary>In the path: <c>https://s3.example/bucket/key</c>.</summary>
    Path,

    /// <summary>In the host's name: <c>https://bucket.s3.example/key</c>.</summary>
    Virtual,
}
