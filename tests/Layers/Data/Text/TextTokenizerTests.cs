using DeploymentFlex.Data.Text;

namespace DeploymentFlex.Layers.Tests.Data.Text;

public class TextTokenizerTests
{
    [Theory]
    [InlineData("dfs.DataNode$PacketResponder:", "dfs.datanode$packetresponder dfs datanod data nod packetresponder packet responder")]
    [InlineData("onStandStepChanged", "onstandstepchang on stand step chang")]
    [InlineData("HTTPServer", "httpserver http server")]
    [InlineData("/10.250.19.102:54106", "10.250.19.102:54106 10.250.19.102 54106")]
    [InlineData("blk_-1608999687919862906", "blk_-1608999687919862906 blk 1608999687919862906")]
    [InlineData("http://cases:8080/api", "http://cases:8080/api http cas 8080 api")]
    [InlineData("17:41:41", "17:41:41")]
    [InlineData("(fe80::1)", "fe80::1")]
    [InlineData("uid=0 euid=0", "uid 0 euid 0")]
    [InlineData("1,234,567 a,b", "1,234,567 234 567 a b")]
    [InlineData("wait...done -- and ==> so", "wait don and so")]
    [InlineData("障害発生", "障害発生 障害 害発 発生")]
    [InlineData("", "")]
    [InlineData("?! -- ...", "")]
    public void Text_becomes_tokens(string text, string tokens) => TextTokenizer.Join(text).ShouldBe(tokens);

    [Theory]
    [InlineData("failed fails failing failure", "fail")]
    [InlineData("connection connections connected connecting connects connect", "connect")]
    [InlineData("retry retries retried retrying", "retry")]
    [InlineData("authenticate authenticated authentication", "authenticat")]
    [InlineData("addresses address addressed", "addres")]
    [InlineData("stop stops stopped stopping", "stop")]
    [InlineData("cache caches cached caching", "cach")]
    [InlineData("string strings", "string")]
    [InlineData("status", "status")]
    [InlineData("kill killed kills killing", "kil")]
    public void Forms_of_a_word_are_one_token(string forms, string token) => TextTokenizer.Tokens(forms).ShouldBe([token]);

    [Fact]
    public void Accents_and_wide_forms_are_folded()
    {
        var latin = string.Concat(Enumerable.Range(0xC0, 0x180 - 0xC0).Select(static code => (char)code));

        TextTokenizer.Join(latin.Replace("×", "", StringComparison.Ordinal).Replace("÷", "", StringComparison.Ordinal))
            .ShouldAllBe(static letter => letter == ' ' || char.IsAsciiLetterLower(letter));
        TextTokenizer.Join("Ｆｕｌｌ").ShouldBe(TextTokenizer.Join("full"));
        TextTokenizer.Join("e\u0301").ShouldBe(TextTokenizer.Join("é"));
        TextTokenizer.Join("ﬁle").ShouldBe(TextTokenizer.Join("file"));
    }

    [Fact]
    public void A_long_token_is_cut_and_still_found()
    {
        var path = "/" + string.Join('/', Enumerable.Repeat("folder", 100));

        TextTokenizer.Tokens(path)[0].Length.ShouldBe(128);
        TextTokenizer.Tokens(path + "/other")[0].ShouldBe(TextTokenizer.Tokens(path)[0]);
    }

    [Fact]
    public void Whatever_a_text_holds_its_tokens_hold_no_quote_and_no_space_but_between_them()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 60).Select(_ => (char)(random.Next(3) > 0 ? random.Next(0x7F) : random.Next(0x10000))));

            var tokens = TextTokenizer.Join(text);

            tokens.ShouldAllBe(static letter => letter > 0x7F || char.IsAsciiLetterOrDigit(letter) || " ._-:/\\@$#%+,".Contains(letter));
            tokens.ShouldNotContain("  ");
            tokens.Length.ShouldBeLessThanOrEqualTo(TextTokenizer.MaxOutput + 256);
        }
    }

    [Theory]
    [InlineData("why did the connection to the server fail", "connect server fail")]
    [InlineData("to be or not to be", "not")]
    [InlineData("what is it", "what is it")]
    public void Function_words_are_left_out_of_a_question_that_has_others(string query, string terms) =>
        QueryTerms.Of(query).ShouldBe(terms.Split(' '));
}
