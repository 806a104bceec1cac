using System.Net;
using DeploymentFlex.Telemetry.Otlp;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>By https://opentelemetry.io/docs/specs/otlp/#failures and #failures-1.</summary>
public class OtlpAnswerTests
{
    [Theory]
    [InlineData("Taken", 200, 202)]
    [InlineData("Refused", 400, 404, 405, 413, 415, 422, 500, 501)]
    [InlineData("Later", 302, 401, 403, 407, 429, 502, 503)]
    [InlineData("Unanswered", 504)]
    public void A_status_of_http_is_final_unless_it_asks_for_another_try(string verdict, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            using var response = new HttpResponseMessage((HttpStatusCode)status);
            OtlpAnswer.Of(response, isGrpc: false).Verdict.ToString().ShouldBe(verdict, $"HTTP {status}");
        }
    }

    [Theory]
    [InlineData("Taken", 0)]
    [InlineData("Refused", 2, 3, 5, 6, 8, 9, 12, 13)]
    [InlineData("Later", 1, 7, 10, 11, 14, 15, 16)]
    [InlineData("Unanswered", 4)]
    public void And_so_is_one_of_grpc_wherever_it_stands(string verdict, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            using var last = new HttpResponseMessage { TrailingHeaders = { { "grpc-status", $"{status}" } } };
            using var first = new HttpResponseMessage { Headers = { { "grpc-status", $"{status}" } } };
            OtlpAnswer.Of(last, isGrpc: true).Verdict.ToString().ShouldBe(verdict, $"gRPC {status}");
            OtlpAnswer.Of(first, isGrpc: true).Verdict.ToString().ShouldBe(verdict, $"gRPC {status}");
        }
    }

    [Fact]
    public void An_exhausted_collector_that_says_when_is_asked_again()
    {
        // google.rpc.Status with a google.protobuf.Any of the type google.rpc.RetryInfo, without padding as gRPC sends it.
        var details = Convert.ToBase64String("\u0008\u0008\u001a\u0028\n\u0026type.googleapis.com/google.rpc.RetryInfo"u8).TrimEnd('=');
        using var response = new HttpResponseMessage { TrailingHeaders = { { "grpc-status", "8" }, { "grpc-status-details-bin", details } } };
        OtlpAnswer.Of(response, isGrpc: true).Verdict.ShouldBe(OtlpVerdict.Later);
    }

    [Fact]
    public void An_answer_of_grpc_without_a_status_is_judged_by_that_of_http()
    {
        using var nothing = new HttpResponseMessage(HttpStatusCode.OK);
        using var noSuchService = new HttpResponseMessage(HttpStatusCode.NotFound);
        OtlpAnswer.Of(nothing, isGrpc: true).Verdict.ShouldBe(OtlpVerdict.Unanswered);
        OtlpAnswer.Of(noSuchService, isGrpc: true).Verdict.ShouldBe(OtlpVerdict.Refused);
    }

    [Fact]
    public void An_error_after_the_request_has_left_is_no_answer()
    {
        OtlpAnswer.Of(new HttpRequestException(HttpRequestError.ConnectionError)).ShouldBe(OtlpVerdict.Later);
        OtlpAnswer.Of(new HttpRequestException(HttpRequestError.ResponseEnded)).ShouldBe(OtlpVerdict.Unanswered);
        OtlpAnswer.Of(new TaskCanceledException()).ShouldBe(OtlpVerdict.Unanswered);
    }
}
