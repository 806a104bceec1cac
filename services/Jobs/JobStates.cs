using DeploymentFlex.Jobs;

namespace DeploymentFlex.Services.Jobs;

/// <summary>How states are written.</summary>
internal static class JobStates
{
    private static readonly string[] s_names = ["ready", "scheduled", "leased", "dead", "done"];

    /// <summary>All states, in the order of <see cref="JobState"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    public static string ToName(this JobState state) => s_names[(int)state];

    public static bool TryParse(string name, out JobState state)
    {
        var index = Array.IndexOf(s_names, name);
        state = (JobState)Math.Max(index, 0);
        return index >= 0;
    }
}
