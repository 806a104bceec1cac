using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

public sealed class ReferenceExpressionTests
{
    private static readonly CancellationToken s_token = CancellationToken.None;

    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Fact]
    public async Task Values_stand_where_they_were_written_and_expressions_in_what_is_published()
    {
        var user = _builder.AddParameter("user", "anna");
        var password = _builder.AddParameter("password", "p@ss word", secret: true);

        var expression = ReferenceExpression.Create($"redis://{user}:{password:uri}@{"host"}/{{0}}");

        (await expression.GetValueAsync(s_token)).ShouldBe("redis://anna:p%40ss%20word@host/{0}");
        expression.ValueExpression.ShouldBe("redis://{user.value}:{password.value}@host/{0}");
    }

    [Fact]
    public async Task A_builder_makes_what_an_interpolated_string_makes()
    {
        var region = _builder.AddParameter("region", "north");
        var builder = new ReferenceExpressionBuilder();

        builder.AppendLiteral("in {");
        builder.Append($"{region}");
        builder.AppendFormatted("}");

        (await builder.Build().GetValueAsync(s_token)).ShouldBe("in {north}");
        builder.Build().ValueExpression.ShouldBe("in {{region.value}}");
    }

    [Fact]
    public async Task A_conditional_expression_takes_one_of_two_as_a_third_says()
    {
        var secure = _builder.AddParameter("secure", "TRUE");
        var plain = _builder.AddParameter("plain", "no");
        var (yes, no) = (ReferenceExpression.Create($"rediss"), ReferenceExpression.Create($"redis"));

        (await ReferenceExpression.CreateConditional(secure.Resource, "True", yes, no).GetValueAsync(s_token)).ShouldBe("rediss");
        (await ReferenceExpression.CreateConditional(plain.Resource, "True", yes, no).GetValueAsync(s_token)).ShouldBe("redis");
    }

    [Fact]
    public async Task A_missing_value_is_told_with_the_setting_that_gives_it()
    {
        var key = _builder.AddParameter("api-key", secret: true);

        var error = await Should.ThrowAsync<MissingParameterValueException>(async () => await key.Resource.GetValueAsync(s_token));

        error.Message.ShouldContain("Parameters__api-key");
    }

    [Fact]
    public async Task An_unknown_format_is_refused_with_those_that_are_known()
    {
        var user = _builder.AddParameter("user", "anna");

        var error = await Should.ThrowAsync<FormatException>(async () => await ReferenceExpression.Create($"{user:base64}").GetValueAsync(s_token));

        error.Message.ShouldContain("uri");
    }

    [Fact]
    public void A_secret_is_never_published_as_default() =>
        Should.Throw<ArgumentException>(() => _builder.AddParameter("token", "t", publishValueAsDefault: true, secret: true)).Message.ShouldContain("token");

    [Fact]
    public void A_generated_value_has_what_its_rule_asks_for()
    {
        var rule = new GenerateParameterDefault { MinLength = 22, Special = false, MinNumeric = 3 };

        var value = rule.GetDefaultValue();

        value.Length.ShouldBe(22);
        value.ShouldAllBe(static c => char.IsAsciiLetterOrDigit(c));
        value.Count(char.IsAsciiDigit).ShouldBeGreaterThanOrEqualTo(3);
        rule.GetDefaultValue().ShouldNotBe(value);
    }

    [Fact]
    public async Task A_generated_value_stays_the_same_for_a_run()
    {
        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(_builder, "password");

        (await password.GetValueAsync(s_token)).ShouldBe(await password.GetValueAsync(s_token));
    }

    [Theory]
    [InlineData("redis", null, "redis", "latest", null)]
    [InlineData("redis:8", null, "redis", "8", null)]
    [InlineData("redis", "8", "redis", "8", null)]
    [InlineData("localhost:5000/a/b", null, "localhost:5000/a/b", "latest", null)]
    [InlineData("a@sha256:0123456789012345678901234567890123456789012345678901234567890123", null, "a", null, "0123456789012345678901234567890123456789012345678901234567890123")]
    public void An_image_is_named_with_its_tag_or_digest(string image, string? tag, string name, string? expectedTag, string? digest)
    {
        var container = _builder.AddContainer("c", "first").WithImage(image, tag);

        container.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var annotation).ShouldBeTrue();
        (annotation!.Image, annotation.Tag, annotation.SHA256).ShouldBe((name, expectedTag, digest));
    }

    [Theory]
    [InlineData("redis:8", "7")]
    [InlineData("not an image", null)]
    public void An_image_that_contradicts_itself_or_is_none_is_refused(string image, string? tag) =>
        Should.Throw<ArgumentException>(() => _builder.AddContainer("c", "first").WithImage(image, tag)).Message.ShouldContain(image);
}
