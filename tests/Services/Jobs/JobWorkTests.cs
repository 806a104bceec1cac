using System.Diagnostics;
using System.Net;
using System.Text.Json;
using DeploymentFlex.Jobs;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Services.Tests.Jobs;

public sealed class JobWorkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_posted_to_its_handler_and_done()
    {
        await using var handler = await HandlerHost.StartAsync();
        await using var jobs = await JobsHost.StartAsync(handler.Address);

        var id = await jobs.EnqueueAsync(new { evidenceId = 7 });
        var job = await jobs.WaitForAsync(id, "done");

        var call = handler.Calls.ShouldHaveSingleItem();
        call.Body.ShouldBe("{\"evidenceId\":7}");
        call.Id.ShouldBe(id.ToString());
        call.Attempt.ShouldBe("1");
        job.GetProperty("lastError").GetString().ShouldBeNull();
    }

    [Theory]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status408RequestTimeout)]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    public async Task A_handler_that_cannot_now_is_asked_again(int status)
    {
        await using var handler = await HandlerHost.StartAsync();
        handler.Answer = HandlerHost.Statuses(status, status, StatusCodes.Status200OK);
        await using var jobs = await JobsHost.StartAsync(handler.Address);

        await jobs.WaitForAsync(await jobs.EnqueueAsync(), "done");

        handler.Calls.Select(static call => call.Attempt).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task A_handler_that_refuses_makes_the_job_dead_with_its_reason()
    {
        await using var handler = await HandlerHost.StartAsync();
        handler.Answer = static (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            context.Response.ContentType = "application/problem+json";
            return context.Response.WriteAsync("{\"title\":\"No\",\"detail\":\"The evidence is no text.\"}");
        };
        await using var jobs = await JobsHost.StartAsync(handler.Address);

        var job = await jobs.WaitForAsync(await jobs.EnqueueAsync(), "dead");

        job.GetProperty("lastError").GetString().ShouldBe("422 Unprocessable Entity: The evidence is no text.");
        job.GetProperty("attempt").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var handler = await HandlerHost.StartAsync();
        handler.Answer = static (context, _) =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await using var jobs = await JobsHost.StartAsync(handler.Address);

        (await jobs.WaitForAsync(await jobs.EnqueueAsync(), "dead")).GetProperty("lastError").GetString()!.ShouldStartWith("302");
    }

    [Fact]
    public async Task A_job_is_dead_after_its_last_attempt_and_done_when_it_is_retried()
    {
        await using var handler = await HandlerHost.StartAsync();
        handler.Answer = HandlerHost.Statuses(503, 503, 200);
        await using var jobs = await JobsHost.StartAsync(handler.Address, ("Jobs:MaxAttempts", "2"));
        var id = await jobs.EnqueueAsync();
        await jobs.WaitForAsync(id, "dead");

        using var retried = await jobs.Client.PostAsync($"/internal/jobs/{id}/retry", content: null, Token);

        retried.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await jobs.WaitForAsync(id, "done");
        handler.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_job_waits_for_a_handler_that_is_down()
    {
        int port;
        await using (var once = await HandlerHost.StartAsync())
        {
            port = once.Address.Port;
        }

        await using var jobs = await JobsHost.StartAsync(new Uri($"http://127.0.0.1:{port}/work"), ("Jobs:MaxAttempts", "1000"));
        var id = await jobs.EnqueueAsync();
        (await jobs.WaitForAsync(id, "scheduled")).GetProperty("lastError").GetString()!.ShouldContain("did not answer");

        await using var handler = await HandlerHost.StartAsync(port);
        await jobs.WaitForAsync(id, "done");
        handler.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_handler_that_takes_longer_than_the_visibility_runs_once()
    {
        await using var handler = await HandlerHost.StartAsync();
        var working = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        handler.Answer = async (_, _) =>
        {
            working.TrySetResult();
            await release.Task;
        };
        await using var jobs = await JobsHost.StartAsync(handler.Address, ("Jobs:Visibility", "00:00:06"));
        var id = await jobs.EnqueueAsync();
        await working.Task.WaitAsync(Token);
        var first = (await jobs.WaitForAsync(id, "leased")).GetProperty("leasedUntil").GetDateTimeOffset();

        // A lease that ends after the first one was extended.
        JsonElement job;
        do
        {
            job = await jobs.WaitForAsync(id, "leased");
        }
        while (job.GetProperty("leasedUntil").GetDateTimeOffset() <= first);

        job.GetProperty("attempt").GetInt32().ShouldBe(1);
        release.SetResult();
        await jobs.WaitForAsync(id, "done");
        handler.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_result_counts_though_its_lease_was_not_extended()
    {
        UnextendingQueue? queue = null;
        await using var handler = await HandlerHost.StartAsync();
        handler.Answer = async (_, _) => await Until.TrueAsync(() => queue!.Refused > 0, "a longer lease was asked for");
        await using var jobs = await JobsHost.StartAsync(
            handler.Address,
            inner => queue = new UnextendingQueue(inner, static () => new JobQueueFullException("full")),
            ("Jobs:Visibility", "00:00:06"));

        await jobs.WaitForAsync(await jobs.EnqueueAsync(), "done");

        handler.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_handler_that_takes_too_long_is_given_up_and_asked_again()
    {
        await using var handler = await HandlerHost.StartAsync();
        handler.Answer = static (context, number) => number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask;
        await using var jobs = await JobsHost.StartAsync(handler.Address, ("Jobs:MaxDuration", "00:00:03"));

        await jobs.WaitForAsync(await jobs.EnqueueAsync(), "done");

        handler.Calls.Select(static call => call.Attempt).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        await using var handler = await HandlerHost.StartAsync();
        handler.Answer = static (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        await using var jobs = await JobsHost.StartAsync(handler.Address);
        var before = DateTimeOffset.UtcNow;

        var job = await jobs.WaitForAsync(await jobs.EnqueueAsync(), "scheduled");

        job.GetProperty("notBefore").GetDateTimeOffset().ShouldBeInRange(before.AddMinutes(60), DateTimeOffset.UtcNow.AddMinutes(60));
    }

    [Fact]
    public async Task The_trace_of_the_request_goes_on_in_the_handler()
    {
        await using var handler = await HandlerHost.StartAsync();
        await using var jobs = await JobsHost.StartAsync(handler.Address);
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        await jobs.WaitForAsync(await jobs.EnqueueAsync(), "done");

        handler.Calls.ShouldHaveSingleItem().TraceParent.ShouldContain(activity.TraceId.ToString());
    }

    [Fact]
    public async Task A_job_that_runs_when_the_service_stops_is_given_back_and_done_after_the_start()
    {
        await using var handler = await HandlerHost.StartAsync();
        var working = new TaskCompletionSource();
        handler.Answer = (context, number) =>
        {
            working.TrySetResult();
            return number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask;
        };
        await using var jobs = await JobsHost.StartAsync(handler.Address);
        var id = await jobs.EnqueueAsync();
        await working.Task.WaitAsync(Token);

        await jobs.RestartAsync();

        await jobs.WaitForAsync(id, "done");
        handler.Calls.Select(static call => call.Attempt).ShouldBe(["1", "1"], "the attempt that was given back does not count");
    }

    [Fact]
    public async Task Many_jobs_are_each_posted_once()
    {
        await using var handler = await HandlerHost.StartAsync();
        await using var jobs = await JobsHost.StartAsync(handler.Address);

        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => jobs.EnqueueAsync()));
        foreach (var id in ids)
        {
            await jobs.WaitForAsync(id, "done");
        }

        handler.Calls.Select(static call => Guid.Parse(call.Id)).Order().ShouldBe(ids.Order());
    }
}
