namespace DeploymentFlex.Layers.Modes;

/// <summary>How modes are written in settings, and what follows from them.</summary>
public static class DeploymentModes
{
    /// <summary>The values of <c>Deployment:Mode</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["development", "on-premises", "saas", "hybrid"];

    /// <summary>Reads a mode; underscores and dashes are the same, case does not matter.</summary>
    public static bool TryParse(string? text, out DeploymentMode mode)
    {
        var index = text is null ? -1 : IndexOf(text.Trim().Replace('_', '-'));
        mode = (DeploymentMode)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The mode as settings write it, for example <c>on-premises</c>.</summary>
    public static string ToName(this DeploymentMode mode) => Names[(int)mode];

    /// <summary>Whether a missing required service stops the process instead of being warned about.</summary>
    public static bool IsStrict(this DeploymentMode mode) => mode is not DeploymentMode.Development;

    private static int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (string.Equals(Names[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
