namespace DeploymentFlex.Data.Text;

/// <summary>What a query looks for.</summary>
public static class QueryTerms
{
    /// <summary>A query's terms, at most; what a question has more is left out.</summary>
    public const int Max = 32;

    private static readonly HashSet<string> s_function = [.. TextTokenizer.Tokens(
        """
        a about after all also am an and any are as at be because been before being but by can could did do does doing for from
        had has have how i if in into is it its me my of on or our out shall should so some than that the their them then there
        these they this those to was we were what when where which while who whom whose why will with would you your
        """)];

    /// <summary>
    /// The tokens of a query. Words that only hold a sentence together are left out when others remain, because they are
    /// rare in logs, and would count for more than what was asked.
    /// </summary>
    public static IReadOnlyList<string> Of(string query)
    {
        var tokens = TextTokenizer.Tokens(query);
        var telling = tokens.Where(static token => !s_function.Contains(token)).Take(Max).ToList();
        return telling.Count > 0 ? telling : [.. tokens.Take(Max)];
    }
}
