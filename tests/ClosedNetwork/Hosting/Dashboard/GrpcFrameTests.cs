using Aspire.V1;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed class GrpcFrameTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_one_after_the_other_are_read_as_they_were_written()
    {
        using var stream = new MemoryStream();
        stream.Write(GrpcFrame.Write(new ConsoleLogLine { Text = "größe", LineNumber = 7 }));
        stream.Write(GrpcFrame.Write(new ConsoleLogLine()));
        stream.Position = 0;

        (await ReadAsync(stream))!.ShouldBe(new ConsoleLogLine { Text = "größe", LineNumber = 7 });
        (await ReadAsync(stream))!.ShouldBe(new ConsoleLogLine());
        (await ReadAsync(stream)).ShouldBeNull();
    }

    [Fact]
    public async Task The_head_is_a_zero_and_the_length_with_its_highest_byte_first()
    {
        var frame = GrpcFrame.Write(new ConsoleLogLine { Text = new string('a', 300) });

        frame[..5].ShouldBe([0, 0, 0, 1, 0x2F]);
        (frame.Length - 5).ShouldBe(0x12F);
        await Should.ThrowAsync<EndOfStreamException>(ReadAsync(new MemoryStream(frame[..3])));
        await Should.ThrowAsync<EndOfStreamException>(ReadAsync(new MemoryStream(frame[..^1])));
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0x7F, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 0xFF, 0xFF })]
    public async Task What_is_compressed_too_long_or_no_message_is_refused(byte[] frame) =>
        await Should.ThrowAsync<InvalidDataException>(ReadAsync(new MemoryStream(frame)));

    private static Task<ConsoleLogLine?> ReadAsync(Stream stream) => GrpcFrame.ReadAsync(stream, ConsoleLogLine.Parser, Token);
}
