namespace DeploymentFlex.TestSupport;

/// <summary>The clone that the tests run from.</summary>
public static class Clone
{
    /// <summary>Its root, the folder of the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DeploymentFlex.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from a clone.");
        }

        return folder;
    }
}
