using DeploymentFlex.Layers.RecordLogs;

namespace DeploymentFlex.Layers.Tests.Core.RecordLogs;

public sealed class RecordLogRecoveryTests : IDisposable
{
    private const int Header = 16;
    private const int FrameHeader = 12;
    private readonly RecordLogFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_torn_last_record_is_cut_off_and_the_log_goes_on()
    {
        await _fixture.WriteAsync("one", "two");
        Change(bytes => bytes[..^1]);

        (await _fixture.ReadAsync()).ShouldBe(["one"]);
        await _fixture.WriteAsync("three");

        (await _fixture.ReadAsync()).ShouldBe(["one", "three"]);
    }

    [Fact]
    public async Task Zeros_that_a_power_loss_left_behind_are_cut_off()
    {
        await _fixture.WriteAsync("one");
        Change(bytes => [.. bytes, .. new byte[5000]]);

        (await _fixture.ReadAsync()).ShouldBe(["one"]);
    }

    [Fact]
    public async Task A_torn_commit_is_cut_at_its_first_bad_record_though_later_ones_reached_the_disk()
    {
        await using (var log = _fixture.Open())
        {
            await log.AppendAsync("one"u8.ToArray(), CancellationToken.None);
            // The next two wait for the compaction, and so go into one commit.
            using var gate = new ManualResetEventSlim();
            var compaction = log.CompactAsync(new GatedRecords("one", gate));
            log.Append("two"u8);
            log.Append("three"u8);
            gate.Set();
            await compaction;
        }

        Change(bytes => Flip(bytes, Header + FrameHeader + 3 + FrameHeader));

        (await _fixture.ReadAsync()).ShouldBe(["one"]);
    }

    [Fact]
    public async Task Damage_before_the_last_commit_is_an_error_that_names_file_and_place()
    {
        await _fixture.WriteAsync("one", "two", "three");
        Change(bytes => Flip(bytes, Header + FrameHeader + 3 + FrameHeader));

        var error = Should.Throw<RecordLogCorruptException>(() => _fixture.Open());

        error.Offset.ShouldBe(Header + FrameHeader + 3);
        error.Message.ShouldContain(_fixture.Path);
    }

    [Fact]
    public async Task A_record_that_contains_frames_is_not_taken_apart()
    {
        await _fixture.WriteAsync("one");
        var whole = await File.ReadAllBytesAsync(_fixture.Path, TestContext.Current.CancellationToken);
        await using (var log = _fixture.Open())
        {
            await log.AppendAsync(whole, CancellationToken.None);
        }

        Change(bytes => bytes[..^1]);

        (await _fixture.ReadAsync()).ShouldBe(["one"]);
    }

    [Fact]
    public async Task Whatever_is_cut_off_what_is_found_is_a_beginning_of_what_was_written()
    {
        string[] records = [.. Enumerable.Range(0, 20).Select(static i => new string((char)('a' + i), 1 + (i * 7 % 40)))];
        await _fixture.WriteAsync(records);
        var whole = await File.ReadAllBytesAsync(_fixture.Path, TestContext.Current.CancellationToken);
        for (var length = Header; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_fixture.Path, whole[..length], TestContext.Current.CancellationToken);

            var found = await _fixture.ReadAsync();

            found.ShouldBe(records.Take(found.Count));
            (found.Count == records.Length).ShouldBe(length == whole.Length);
        }
    }

    [Fact]
    public async Task Whatever_bits_are_flipped_no_record_is_found_that_was_not_written()
    {
        string[] records = [.. Enumerable.Range(0, 20).Select(static i => new string((char)('a' + i), 1 + (i * 7 % 40)))];
        await _fixture.WriteAsync(records);
        var whole = await File.ReadAllBytesAsync(_fixture.Path, TestContext.Current.CancellationToken);
        var random = new Random(4711);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = whole.ToArray();
            var flips = random.Next(1, 4);
            for (var i = 0; i < flips; i++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            await File.WriteAllBytesAsync(_fixture.Path, damaged, TestContext.Current.CancellationToken);
            try
            {
                var found = await _fixture.ReadAsync();
                found.ShouldBe(records.Take(found.Count));
                found.Count.ShouldBeGreaterThanOrEqualTo(records.Length - flips, "only the last commit may be taken for a torn one");
            }
            catch (RecordLogException error)
            {
                error.Message.ShouldContain(_fixture.Path);
            }
        }
    }

    private static byte[] Flip(byte[] bytes, int at)
    {
        bytes[at] ^= 0x10;
        return bytes;
    }

    private void Change(Func<byte[], byte[]> change) => File.WriteAllBytes(_fixture.Path, change(File.ReadAllBytes(_fixture.Path)));
}
