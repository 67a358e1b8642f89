using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Deliveries;
using CrmGraph.Domain.Events;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Deliveries;

public sealed class OutcomeTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void What_fails_is_tried_ten_times_over_three_days_and_is_dead_then()
    {
        var delivery = Delivery();
        var delays = new List<TimeSpan>();
        while (true)
        {
            var outcome = Outcome.Of(delivery, new PushResult.Failed(500, "HTTP 500"), Now, chance: 0);
            (delivery.Attempts, delivery.Failures) = (delivery.Attempts + 1, outcome.Failures);
            if (outcome.Status == DeliveryStatus.Dead) break;
            delays.Add(outcome.NextAttemptAt - Now);
        }

        Assert.Equal(10, delivery.Attempts);
        Assert.Equal(
            [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), .. new[] { 2, 5, 10, 14, 20, 24 }.Select(h => TimeSpan.FromHours(h))],
            delays);
    }

    [Fact]
    public void Chance_makes_a_pause_longer_by_a_fifth_at_most() =>
        Assert.Equal(Now + TimeSpan.FromSeconds(6), Outcome.Of(Delivery(), new PushResult.Failed(500, "HTTP 500"), Now, chance: 1).NextAttemptAt);

    [Fact]
    public void What_is_put_off_waits_as_long_as_it_was_told_and_is_no_failure()
    {
        var outcome = Outcome.Of(Delivery(), new PushResult.Throttled(429, "HTTP 429", TimeSpan.FromSeconds(90)), Now, chance: 0.5);

        Assert.Equal((DeliveryStatus.Pending, 0, Now + TimeSpan.FromSeconds(90), Now + TimeSpan.FromSeconds(90)), (outcome.Status, outcome.Failures, outcome.NextAttemptAt, outcome.PausedUntil));
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(1_000_000, 86_400)]
    public void No_pause_is_shorter_than_a_second_or_longer_than_a_day(int asked, int seconds) => Assert.Equal(
        Now + TimeSpan.FromSeconds(seconds),
        Outcome.Of(Delivery(), new PushResult.Throttled(503, "HTTP 503", TimeSpan.FromSeconds(asked)), Now, chance: 0).NextAttemptAt);

    [Fact]
    public void Who_does_not_say_how_long_gets_the_event_by_the_schedule_and_others_after_half_a_minute()
    {
        var delivery = Delivery();
        delivery.Attempts = 1;

        var outcome = Outcome.Of(delivery, new PushResult.Throttled(503, "HTTP 503", null), Now, chance: 0);

        Assert.Equal((Now + TimeSpan.FromMinutes(5), Now + TimeSpan.FromSeconds(30)), (outcome.NextAttemptAt, outcome.PausedUntil));
    }

    [Fact]
    public void What_is_put_off_for_longer_than_the_schedule_is_dead()
    {
        var delivery = Delivery();
        delivery.FirstAttemptAt = Now - TimeSpan.FromDays(4);

        Assert.Equal(DeliveryStatus.Dead, Outcome.Of(delivery, new PushResult.Throttled(429, "HTTP 429", TimeSpan.FromMinutes(1)), Now, chance: 0).Status);
    }

    [Fact]
    public void What_is_gone_waits_until_somebody_enables_the_connector()
    {
        var outcome = Outcome.Of(Delivery(), new PushResult.Gone(410, "HTTP 410"), Now, chance: 0);

        Assert.Equal((DeliveryStatus.Pending, 0, true), (outcome.Status, outcome.Failures, outcome.Disables));
    }

    private static Delivery Delivery() => new()
    {
        Id = Guid.CreateVersion7(Now),
        Connector = "partner",
        EventId = Guid.CreateVersion7(Now),
        Position = 1,
        Type = EventType.StageChanged,
        SubjectId = Guid.CreateVersion7(Now),
        CreatedAt = Now,
        NextAttemptAt = Now,
    };
}
