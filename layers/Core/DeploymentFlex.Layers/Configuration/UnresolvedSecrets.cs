namespace DeploymentFlex.Layers.Configuration;

/// <summary>The credentials that settings name and that could not be had.</summary>
/// <param name="problems">Why not, by setting.</param>
/// <param name="readers">Who reads a setting.</param>
internal sealed class UnresolvedSecrets(IReadOnlyDictionary<string, string> problems, SettingReaders readers)
{
    /// <summary>Those that this service wants, a line each.</summary>
    public IEnumerable<string> Problems => problems.Where(item => !readers.IsOfAnother(item.Key)).Select(static item => $"{item.Key}: {item.Value}");

    /// <summary>Those that it only got handed, a line each.</summary>
    public IEnumerable<string> Notes =>
        problems.Where(item => readers.IsOfAnother(item.Key)).Select(static item => $"{item.Key}: {item.Value} This service does not read it, and goes without.");
}
