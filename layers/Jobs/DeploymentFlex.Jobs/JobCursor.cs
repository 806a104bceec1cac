namespace DeploymentFlex.Jobs;

/// <summary>The cursor of a listing in the order of ids: the last id of the page before.</summary>
internal static class JobCursor
{
    /// <returns>The id after which the page begins; null for the first page.</returns>
    /// <exception cref="ArgumentException">The cursor is not one.</exception>
    public static Guid? Read(string? cursor) =>
        cursor is null ? null
        : Guid.TryParseExact(cursor, "N", out var after) ? after
        : throw new ArgumentException($"'{cursor}' is not a cursor of a listing of jobs.", nameof(cursor));

    /// <summary>Makes a page of the jobs found, of which there is one more than the limit when this page is not the last.</summary>
    public static JobPage Page(List<Job> found, int limit) =>
        found.Count > limit ? new JobPage(found[..limit], found[limit - 1].Id.ToString("N")) : new JobPage(found, null);
}
