using System.Globalization;

namespace DeploymentFlex.Services.Tests.Knowledge.Searching;

public sealed class LoghubQuestionsTests(ITestOutputHelper output)
{
    private const int RequiredRight = 27;

    [Fact]
    public async Task A_right_line_is_among_the_first_five_for_27_of_30_questions()
    {
        await using var evidence = await EvidenceStandIn.StartAsync();
        await using var knowledge = await KnowledgeHost.StartAsync(evidence.Address);
        foreach (var log in Directory.EnumerateFiles(LoghubQuestions.Folder, "*.log").Order(StringComparer.Ordinal))
        {
            var id = evidence.Add(await File.ReadAllBytesAsync(log, TestContext.Current.CancellationToken), name: Path.GetFileName(log));
            (await knowledge.IndexAsync(id)).EnsureSuccessStatusCode();
        }

        var set = LoghubQuestions.Read();
        var places = new List<int>();
        foreach (var question in set.Questions)
        {
            var right = LoghubQuestions.RightLines(question);
            var results = await knowledge.SearchAsync(question.Text, "&limit=20");
            var place = 1 + results.ToList().FindIndex(result =>
                result.GetProperty("name").GetString() == question.Log && right.Contains(result.GetProperty("line").GetInt64()));
            places.Add(place);
            output.WriteLine($"{(place == 0 ? "-" : $"{place}"),3}  {question.Log,-18} {question.Text}");
            for (var i = 0; i < 5 && place != 1 && i < results.Count; i++)
            {
                output.WriteLine($"        {results[i].GetProperty("score").GetDouble():0.000} {results[i].GetProperty("text").GetString()}");
            }
        }

        var answered = places.Count(place => place > 0 && place <= set.Top);
        var reciprocal = places.Average(static place => place == 0 ? 0 : 1.0 / place);
        var summary = string.Create(
            CultureInfo.InvariantCulture, $"{answered} of {places.Count} among the first {set.Top}, mean reciprocal rank {reciprocal:0.000}");
        output.WriteLine(summary);
        answered.ShouldBeGreaterThanOrEqualTo(RequiredRight, summary);
    }

    [Fact]
    public void There_are_five_questions_a_log_and_ten_in_plain_words()
    {
        var questions = LoghubQuestions.Read().Questions;

        questions.Count.ShouldBe(30);
        questions.GroupBy(static question => question.Log, StringComparer.Ordinal).ShouldAllBe(static log => log.Count() == 5);
        questions.Count(static question => question.PlainWords).ShouldBeGreaterThanOrEqualTo(10);
        questions.ShouldAllBe(static question => LoghubQuestions.RightLines(question).Count > 0);
    }

    [Fact]
    public void A_question_in_plain_words_has_no_identifier()
    {
        foreach (var question in LoghubQuestions.Read().Questions.Where(static question => question.PlainWords))
        {
            question.Text.ShouldNotMatch(@"[\d_/=\[\]]|\w\.\w|[a-z][A-Z]", question.Text);
        }
    }
}
