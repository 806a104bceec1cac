namespace Aspire.Hosting.Dashboard;

/// <summary>Finds Aspire's own dashboard, as its <c>aspire setup</c> lays it down.</summary>
internal static class DashboardProgram
{
    private static readonly string s_inHome = Path.Combine(
        "bundle", "managed", OperatingSystem.IsWindows() ? "aspire-managed.exe" : "aspire-managed");

    /// <param name="appHostDirectory">The folder of the AppHost's project; <c>.flex/dashboard</c> in it or above it comes first.</param>
    /// <param name="aspireHome"><c>ASPIRE_HOME</c>, null for <c>~/.aspire</c>.</param>
    /// <returns>Null when it is not installed.</returns>
    public static string? Find(string appHostDirectory, string? aspireHome)
    {
        var homes = new List<string>();
        for (var folder = appHostDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            homes.Add(Path.Combine(folder, ".flex", "dashboard"));
        }

        homes.Add(aspireHome ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire"));
        return homes.Select(static home => Path.Combine(home, s_inHome)).FirstOrDefault(File.Exists);
    }
}
