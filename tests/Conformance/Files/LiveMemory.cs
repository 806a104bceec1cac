namespace DeploymentFlex.Conformance.Files;

/// <summary>What this process holds on its heap, in bytes.</summary>
internal static class LiveMemory
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static long Now()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    /// <summary>
    /// The least of several looks, over a minute at most. Other tests of the process hold memory for a while; what the caller
    /// holds it holds for as long as it waits here.
    /// </summary>
    /// <param name="enough">Below this it looks no more.</param>
    public static long Lowest(long enough)
    {
        var lowest = Now();
        _ = SpinWait.SpinUntil(() => (lowest = Math.Min(lowest, Now())) < enough, s_patience);
        return lowest;
    }
}
