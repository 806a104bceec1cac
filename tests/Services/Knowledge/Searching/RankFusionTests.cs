using DeploymentFlex.Services.Knowledge.Searching;

namespace DeploymentFlex.Services.Tests.Knowledge.Searching;

public sealed class RankFusionTests
{
    [Fact]
    public void First_in_both_is_1_and_first_in_one_is_half()
    {
        var (both, text, vector) = (Candidate(1), Candidate(2), Candidate(3));

        var merged = RankFusion.Merge([both, text], [both, vector], hasIdentifiers: false);

        merged[0].ShouldBe(new Scored(both, 1));
        RankFusion.Merge([text], [], hasIdentifiers: false).Single().Score.ShouldBe(0.5);
    }

    [Fact]
    public void Scores_fall_and_stay_between_0_and_1()
    {
        var text = Enumerable.Range(0, 50).Select(static i => Candidate((ulong)i)).ToList();
        var merged = RankFusion.Merge(text, [.. text.AsEnumerable().Reverse()], hasIdentifiers: false);

        merged.Select(static item => item.Score).ShouldBeInOrder(SortDirection.Descending);
        merged.ShouldAllBe(static item => item.Score > 0 && item.Score <= 1);
        merged.Count.ShouldBe(50);
    }

    [Fact]
    public void Ninety_lines_of_one_template_do_not_push_the_next_one_back()
    {
        var other = Candidate(2);
        List<Candidate> text = [.. Enumerable.Range(0, 90).Select(static _ => Candidate(1)), other];

        var merged = RankFusion.Merge(text, text, hasIdentifiers: false);

        merged[1].Candidate.ShouldBe(other);
    }

    [Fact]
    public void Within_a_template_the_order_of_the_rankings_is_kept()
    {
        var lines = Enumerable.Range(0, 5).Select(static _ => Candidate(1)).ToList();

        RankFusion.Merge(lines, [], hasIdentifiers: false).Select(static item => item.Candidate).ShouldBe(lines);
    }

    [Fact]
    public void A_line_with_the_identifier_is_before_every_line_without()
    {
        var withIdentifier = Enumerable.Range(0, 20).Select(static _ => Candidate(1, share: 1)).ToList();
        var without = Enumerable.Range(0, 20).Select(static i => Candidate((ulong)i + 2)).ToList();

        var merged = RankFusion.Merge([.. without, .. withIdentifier], without, hasIdentifiers: true);

        merged.Take(20).ShouldAllBe(static item => item.Candidate.IdentifierShare == 1);
        merged.Skip(20).ShouldAllBe(static item => item.Candidate.IdentifierShare == 0);
    }

    private static Candidate Candidate(ulong template, double share = 0) => new(Guid.CreateVersion7(), template, share);
}
