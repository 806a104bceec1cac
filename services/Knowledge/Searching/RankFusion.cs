namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>
/// Merges the answers of the text index and of the vectors by reciprocal rank (Cormack, Clarke and Buettcher 2009),
/// scaled so that first in both is 1. The scores of the two are never compared: only places are.
/// </summary>
/// <remarks>
/// Lines of one template take one place together: ninety near-identical lines do not push what comes after them to
/// place ninety-one. Every further line of a template counts less, so that a list is not filled with one statement's
/// lines while others match. Where the query names identifiers, holding them is half of the score, and more than any
/// place can outweigh.
/// </remarks>
internal static class RankFusion
{
    // The paper's constant of 60 is for rankings of a thousand documents; places of templates are a few dozen.
    private const double K = 10;
    private const double RepeatFactor = 0.5;

    /// <summary>Merges two rankings, each best first, and returns the candidates best first.</summary>
    public static List<Scored> Merge(IReadOnlyList<Candidate> byText, IReadOnlyList<Candidate> byVector, bool hasIdentifiers)
    {
        var scores = new Dictionary<Guid, (Candidate Candidate, double Places, int Order)>();
        Add(scores, byText);
        Add(scores, byVector);

        var templates = new Dictionary<ulong, int>();
        return [.. scores.Values
            .Select(item => (item.Candidate, item.Places, item.Order, Score: Total(item.Places, item.Candidate, hasIdentifiers)))
            .OrderByDescending(static item => item.Score)
            .ThenBy(static item => item.Order)
            .Select(item => new Scored(item.Candidate, Total(item.Places * Factor(templates, item.Candidate.Template), item.Candidate, hasIdentifiers)))
            .OrderByDescending(static item => item.Score)];
    }

    private static void Add(Dictionary<Guid, (Candidate Candidate, double Places, int Order)> scores, IReadOnlyList<Candidate> ranking)
    {
        var templates = new HashSet<ulong>();
        for (var i = 0; i < ranking.Count; i++)
        {
            templates.Add(ranking[i].Template);
            var place = (K + 1) / (K + templates.Count) / 2;
            var known = scores.GetValueOrDefault(ranking[i].Id);
            scores[ranking[i].Id] = (ranking[i], known.Places + place, known.Order + i);
        }
    }

    private static double Total(double places, Candidate candidate, bool hasIdentifiers) =>
        hasIdentifiers ? (places + candidate.IdentifierShare) / 2 : places;

    private static double Factor(Dictionary<ulong, int> templates, ulong template)
    {
        var before = templates.GetValueOrDefault(template);
        templates[template] = before + 1;
        return Math.Pow(RepeatFactor, before);
    }
}
