using DeploymentFlex.Jobs;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Jobs;

/// <content>Schedules.</content>
public abstract partial class JobQueueConformance
{
    [Fact]
    public async Task Schedules_are_set_replaced_listed_and_deleted()
    {
        await Queue.SetScheduleAsync(NewSchedule(Now) with { Name = "b" }, Token);
        await Queue.SetScheduleAsync(NewSchedule(Now) with { Name = "a" }, Token);
        await Queue.SetScheduleAsync(NewSchedule(Now) with { Name = "b", Type = "test.other" }, Token);

        (await Queue.ListSchedulesAsync(Token)).Select(static schedule => (schedule.Name, schedule.Type))
            .ShouldBe([("a", Type), ("b", "test.other")]);
        (await Queue.DeleteScheduleAsync("a", Token)).ShouldBeTrue();
        (await Queue.DeleteScheduleAsync("a", Token)).ShouldBeFalse();
        (await Queue.FindScheduleAsync("a", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_move_a_schedule_on_one_does()
    {
        var from = Now;
        await Queue.SetScheduleAsync(NewSchedule(from), Token);

        (await Queue.AdvanceScheduleAsync("test", from, from + TimeSpan.FromHours(1), Token)).ShouldBeTrue();
        (await Queue.AdvanceScheduleAsync("test", from, from + TimeSpan.FromHours(2), Token)).ShouldBeFalse();

        (await Queue.FindScheduleAsync("test", Token))!.NextAt.ShouldBe(from + TimeSpan.FromHours(1));
    }
}
