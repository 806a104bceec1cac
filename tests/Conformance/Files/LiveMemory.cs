namespace DeploymentFlex.Conformance.Files;

/// <summary>What this process holds on its heap, in bytes.</summary>
internal static class LiveMemory
{
    private const int Looks = 50;

    public static long Now()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    /// <summary>
    /// The least of several looks, over 5 s at most. Other tests of the process hold memory for a while; what the caller
    /// holds it holds for as long as it waits here.
    /// </summary>
    /// <param name="enough">Below this it looks no more.</param>
    public static long Lowest(long enough)
    {
        var lowest = Now();
        for (var look = 0; look < Looks && lowest >= enough; look++)
        {
            Thread.Sleep(100);
            lowest = Math.Min(lowest, Now());
        }

        return lowest;
    }
}
