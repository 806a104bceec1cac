using System.Net;

namespace DeploymentFlex.Services.Tests.ConsolePages.Components;

/// <summary>The pages as they are sent.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private ConsoleHost _host = default!;
    private HttpClient _http = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // A page that waits for its data for less time is sent before it is known what there is: 200, and the rest streamed.
        _host = await ConsoleHost.StartAsync(patience: TimeSpan.FromSeconds(10));
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cases")]
    [InlineData("/search")]
    [InlineData("/nowhere")]
    public async Task A_page_allows_no_script_or_style_but_the_consoles_own(string path)
    {
        using var response = await _http.GetAsync(path, Token);
        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self'; style-src 'self'");
        policy.ShouldNotContain("unsafe");
        var html = await response.Content.ReadAsStringAsync(Token);
        html.ShouldNotContain("<style");
        html.ShouldNotContain(" style=");
        html.ShouldNotContain("<script>");
    }

    [Theory]
    [InlineData("/nowhere", "There is no such page")]
    [InlineData("/cases/019a0000-0000-7000-8000-000000000000", "There is no such page")]
    [InlineData("/evidence/019a0000-0000-7000-8000-000000000000", "There is no such page")]
    [InlineData("/cases/not-an-id", "There is no such page")]
    public async Task What_is_not_there_is_a_404_with_a_page(string path, string text)
    {
        using var response = await _http.GetAsync(path, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain(text);
    }

    [Fact]
    public async Task Text_of_users_is_encoded()
    {
        _host.Store.AddCase("<script>alert(1)</script>", assignee: "\"><b>");
        var html = await _http.GetStringAsync("/cases", Token);
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain("><b>");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "new-case"), KeyValuePair.Create("Input.Title", "Forged")]);
        using var response = await _http.PostAsync("/cases", form, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _host.Store.Cases.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_was_handled_leads_on_by_a_relative_address()
    {
        var html = await _http.GetStringAsync("/cases", Token);
        var token = html.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("_handler", "new-case"), KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("Input.Title", "Real"),
        ]);
        using var response = await _http.PostAsync("/cases", form, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.GetValues("Location").ShouldHaveSingleItem().ShouldBe($"/cases/{_host.Store.Cases.Single().Id}");
    }

    [Fact]
    public async Task A_service_that_is_away_is_said_and_the_page_still_comes()
    {
        _host.Store.Broken["evidence"] = true;
        var item = _host.Store.AddCase("Still here");
        using var response = await _http.GetAsync($"/cases/{item.Id}", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await response.Content.ReadAsStringAsync(Token);
        html.ShouldContain("Still here");
        html.ShouldContain("The database does not answer.");
        html.ShouldContain("Try again");
    }

    [Fact]
    public async Task Assets_are_kept_for_good_under_an_address_of_their_own_version()
    {
        var html = await _http.GetStringAsync("/search", Token);
        var href = html.Split("src=\"")[1].Split('"')[0];
        using var response = await _http.GetAsync(href, Token);
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        using var other = await _http.GetAsync("/assets/000000000000/app.js", Token);
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
