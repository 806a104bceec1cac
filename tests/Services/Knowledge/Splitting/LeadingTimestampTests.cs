using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Tests.Knowledge.Splitting;

public sealed class LeadingTimestampTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.678Z")]
    [InlineData("2026-01-02 03:04:05,678")]
    [InlineData("2026-01-02T03:04:05+01:00")]
    [InlineData("2026/01/02 03:04:05")]
    [InlineData("[2026-01-02 03:04:05]")]
    [InlineData("Jun 14 15:16:01")]
    [InlineData("Jul  7 08:06:15")]
    [InlineData("[Sun Dec 04 04:47:44 2005]")]
    [InlineData("[10/Oct/2000:13:55:36 -0700]")]
    [InlineData("081109 203615")]
    [InlineData("20171223-22:15:29:606")]
    [InlineData("03:04:05.678")]
    [InlineData("1700000000")]
    [InlineData("1700000000123")]
    [InlineData("[   12.345678]")]
    public void A_timestamp_at_the_beginning_is_known(string timestamp) =>
        LeadingTimestamp.Length($"{timestamp} INFO up").ShouldBe(timestamp.Length);

    [Theory]
    [InlineData("INFO up")]
    [InlineData("12345 packets")]
    [InlineData("10.250.14.38 - - GET /")]
    [InlineData("[error] no")]
    [InlineData("")]
    public void Another_beginning_is_none(string line) => LeadingTimestamp.Length(line).ShouldBe(0);
}
