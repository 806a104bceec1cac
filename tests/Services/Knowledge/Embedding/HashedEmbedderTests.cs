using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeploymentFlex.Services.Knowledge.Embedding;

namespace DeploymentFlex.Services.Tests.Knowledge.Embedding;

public sealed class HashedEmbedderTests
{
    private const string Failed = "Dec 10 07:13:43 LabSZ sshd[24227]: Failed password for root from 5.36.59.76 port 42393 ssh2";

    [Fact]
    public void A_vector_is_the_same_in_every_process()
    {
        // Rounded, since the last bits of a sum depend on the vector instructions of the machine.
        var rounded = Embed(Failed).Select(static value => (short)MathF.Round(value * 10_000)).ToArray();

        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(rounded.AsSpan()))[..8]).ShouldBe("02cd58ef81eea233");
    }

    [Theory]
    [InlineData(Failed)]
    [InlineData("x")]
    [InlineData("12345")]
    [InlineData("--- !!! ---")]
    [InlineData("2026-01-01 10:00:00")]
    public void A_vector_has_length_one_whatever_the_text(string text) =>
        TensorPrimitives.Norm(Embed(text)).ShouldBe(1, 1e-5);

    [Fact]
    public void Lines_of_one_template_are_near()
    {
        Cosine(Failed, "Dec 11 09:00:01 LabSZ sshd[31337]: Failed password for root from 10.0.0.9 port 22001 ssh2").ShouldBeGreaterThan(0.9);
    }

    [Theory]
    [InlineData("authentication failure", "auth failed for user", "disk is full")]
    [InlineData("cannot connect to the database", "db connection refused", "scheduled backup finished")]
    [InlineData("screen was switched off", "onReceive action: SCREEN_OFF", "onReceive action: TIME_TICK")]
    [InlineData("time to receive a packet", "snmpd: Received SNMP packet(s)", "user logged in")]
    public void Texts_of_like_meaning_are_nearer_than_others(string query, string near, string far) =>
        Cosine(query, near).ShouldBeGreaterThan(Cosine(query, far) + 0.1);

    [Fact]
    public void Words_count_more_than_identifiers() =>
        Cosine("block 7128370237687728475 deleted", "block 99 deleted")
            .ShouldBeGreaterThan(Cosine("block 7128370237687728475 deleted", "session 7128370237687728475 opened") + 0.3);

    [Fact]
    public async Task Texts_without_a_common_word_are_below_the_score_that_counts()
    {
        var embedder = new HashedEmbedder();
        var vectors = await embedder.EmbedAsync(["quarterly invoice of the customer", "kernel panic at boot"], TestContext.Current.CancellationToken);

        ((1 + TensorPrimitives.CosineSimilarity(vectors[0].Span, vectors[1].Span)) / 2).ShouldBeLessThan((float)embedder.MinScore);
    }

    [Fact]
    public void A_very_long_text_is_embedded_by_its_beginning()
    {
        var beginning = string.Join(' ', Enumerable.Range(0, 300).Select(static i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));

        Cosine(beginning, beginning + string.Concat(Enumerable.Repeat(" other", 100_000))).ShouldBe(1, 1e-5);
    }

    private static double Cosine(string one, string other) => TensorPrimitives.CosineSimilarity(Embed(one), Embed(other));

    private static float[] Embed(string text)
    {
        var vector = new float[384];
        HashedEmbedder.Embed(text, vector);
        return vector;
    }
}
