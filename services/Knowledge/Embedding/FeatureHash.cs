namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>A hash that is the same in every process: FNV-1a with the final mix of MurmurHash3.</summary>
internal static class FeatureHash
{
    public static ulong Of(ReadOnlySpan<char> text, uint seed)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return Mix(hash);
    }

    public static ulong Combine(ulong first, ulong second) => Mix((first * 31) + second);

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ (hash >> 33);
    }
}
