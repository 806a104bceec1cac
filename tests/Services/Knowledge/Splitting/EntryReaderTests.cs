using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Tests.Knowledge.Splitting;

public sealed class EntryReaderTests
{
    private const string Java = """
        2026-01-01 10:00:00 ERROR request failed
        java.io.IOException: broken pipe
            at java.base/sun.nio.ch.Net.write(Net.java:12)
            at com.example.Server.run(Server.java:99)
        Caused by: java.net.SocketException: reset
            ... 7 more
        """;

    private const string DotNet = """
        fail: Example.Worker[0]
        System.InvalidOperationException: no connection
         ---> System.TimeoutException: too late
           at Example.Pool.Rent() in /src/Pool.cs:line 12
           --- End of inner exception stack trace ---
           at Example.Worker.Run() in /src/Worker.cs:line 30
        """;

    private const string Python = """
        ERROR could not load
        Traceback (most recent call last):
          File "/app/load.py", line 3, in <module>
            load(path)
        KeyError: 'path'

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "/app/main.py", line 9, in <module>
            main()
        ValueError: nothing to load
        """;

    private const string Go = """
        panic: runtime error: index out of range [3] with length 3

        goroutine 1 [running]:
        main.find(0x1, 0x2)
        	/src/main.go:12 +0x1d
        main.main()
        	/src/main.go:30 +0x25
        exit status 2
        """;

    public static TheoryData<string, string> Traces => new()
    {
        { "Java", Java },
        { ".NET", DotNet },
        { "Python", Python },
        { "Go", Go },
    };

    [Theory]
    [MemberData(nameof(Traces))]
    public async Task A_stack_trace_is_one_entry_with_the_line_it_follows(string language, string trace)
    {
        var entries = await Entries.ReadAsync($"started\n{trace}\n2026-01-01 10:00:05 INFO went on\n");

        entries!.Count.ShouldBe(3, language);
        entries[1].Text.ShouldBe(trace);
        entries[1].Line.ShouldBe(2);
        entries[1].LastLine.ShouldBe(1 + trace.Split('\n').Length);
        entries[2].Text.ShouldEndWith("went on");
    }

    [Fact]
    public async Task Indented_lines_of_a_configuration_are_entries_of_their_own()
    {
        var entries = await Entries.ReadAsync("server:\n  port: 80\n  hosts:\n    - a\n");

        entries!.Select(static entry => entry.Text).ShouldBe(["server:", "  port: 80", "  hosts:", "    - a"]);
    }

    [Fact]
    public async Task Exceptions_without_frames_are_entries_of_their_own()
    {
        var entries = await Entries.ReadAsync("java.io.IOException: a\njava.io.IOException: b\n");

        entries!.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_stack_trace_that_never_ends_is_divided()
    {
        var frames = string.Concat(Enumerable.Range(0, 1000).Select(static i => $"    at Deep.Call{i}()\n"));

        var entries = await Entries.ReadAsync($"ERROR\n{frames}");

        entries!.Count.ShouldBe(1 + (1000 / EntryReader.MaxLines));
        entries.ShouldAllBe(static entry => entry.Text.Length <= EntryReader.MaxLength);
        entries[^1].LastLine.ShouldBe(1001);
    }

    [Fact]
    public async Task An_entry_has_up_to_two_lines_on_either_side()
    {
        var reader = new EntryReader(new LineReader(new StringReader("a\nb\nc\nd\ne"), Entries.MaxLineLength));
        var seen = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            seen.Add($"{string.Concat(reader.Before)}<{reader.Current.Text}>{string.Concat(reader.After)}");
        }

        seen.ShouldBe(["<a>bc", "a<b>cd", "ab<c>de", "bc<d>e", "cd<e>"]);
    }
}
