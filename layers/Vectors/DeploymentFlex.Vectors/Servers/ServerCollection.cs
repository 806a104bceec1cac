namespace DeploymentFlex.Vectors.Servers;

/// <summary>What is known of a collection on a server, once it was looked up.</summary>
public record ServerCollection(string Name, int Dimensions);
