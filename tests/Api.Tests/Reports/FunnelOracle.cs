using System.Globalization;
using System.Text.Json;
using System.Xml;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Api.Tests.Reports;

/// <summary>
/// The funnel by definition: every deal looked at, its whole history walked, no sums kept. What it says of a stage is a line of text, so
/// that a difference can be read.
/// </summary>
internal sealed class FunnelOracle
{
    private readonly List<Deal> _deals;
    private readonly List<Stage> _rungs;
    private readonly string _currency;

    internal FunnelOracle(Pipeline pipeline, IEnumerable<Opportunity> cohort, DateTimeOffset asOf, string? currency = null)
    {
        _rungs = [.. pipeline.Stages.Where(s => s.Kind != StageKind.Lost).OrderBy(s => s.Position)];
        _deals = [.. cohort.Where(o => o.PipelineId == pipeline.Id && o.CreatedAt <= asOf).Select(o => new Deal(o, asOf, pipeline))];
        _currency = currency ?? _deals.GroupBy(d => d.Currency).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "CNY";
    }

    internal string Currency => _currency;

    internal int Count => _deals.Count;

    /// <summary>What the API should say of the stages.</summary>
    internal List<string> Stages(bool withTimes = true) => [.. _rungs.Select((_, i) => Line(i, withTimes))];

    internal string WinRate
    {
        get
        {
            var (won, lost) = (_deals.Count(d => d.Kind == StageKind.Won), _deals.Count(d => d.Kind == StageKind.Lost));
            return won + lost == 0 ? "-" : Text((double)won / (won + lost));
        }
    }

    /// <summary>From creation to WON on average, in seconds, not rounded; null if none is won.</summary>
    internal double? AverageCycle => _deals.Where(d => d.Kind == StageKind.Won).Select(d => (double?)d.Cycle.TotalSeconds).Average();

    /// <summary>The same line of what the API says.</summary>
    internal static string Line(JsonElement row, bool withTimes = true) => string.Join(
        ' ',
        [
            row.At("stage", "key").GetString(),
            $"entered {row.GetProperty("entered").GetInt32()}",
            $"current {row.GetProperty("current").GetInt32()}",
            $"lost {row.GetProperty("lost").GetInt32()}",
            $"amount {Amount(row.GetProperty("amount"))}",
            $"weighted {Amount(row.GetProperty("weightedAmount"))}",
            $"conversion {Number(row.GetProperty("conversionRate"))}",
            $"gap {Number(row.GetProperty("gap"))}",
            withTimes ? $"median {Time(row.GetProperty("medianTime"))} p90 {Time(row.GetProperty("p90Time"))}" : "",
            "reasons " + string.Join(',', row.GetProperty("lossReasons").EnumerateArray()
                .Select(r => $"{r.At("reason", "key").GetString()} {r.GetProperty("count").GetInt32()} {Amount(r.GetProperty("amount"))}").Order(StringComparer.Ordinal)),
        ]);

    internal static string Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "-" : Text(value.GetDouble());

    private string Line(int rung, bool withTimes)
    {
        var stage = _rungs[rung];
        var entered = _deals.Where(d => d.Furthest >= stage.Position).ToList();
        var here = _deals.Where(d => d.StageId == stage.Id).ToList();
        var lost = _deals.Where(d => d.Kind == StageKind.Lost && d.LastOpen == stage.Id).ToList();
        var next = rung + 1 < _rungs.Count ? _deals.Count(d => d.Furthest >= _rungs[rung + 1].Position) : (int?)null;
        var times = _deals.SelectMany(d => d.Visits).Where(v => v.Stage == stage.Id).Select(v => v.Time).Order().ToList();
        double? rate = next is null || entered.Count == 0 ? null : (double)next.Value / entered.Count;
        return string.Join(
            ' ',
            [
                stage.Key,
                $"entered {entered.Count}",
                $"current {here.Count}",
                $"lost {lost.Count}",
                $"amount {Sum(entered, d => d.Amount)}",
                $"weighted {Sum(here, d => d.Expected)}",
                $"conversion {(rate is null ? "-" : Text(rate.Value))}",
                $"gap {(rate is null || stage.Benchmark is null ? "-" : Text(rate.Value - stage.Benchmark.Value))}",
                withTimes ? $"median {Text(Median(times))} p90 {Text(times.Count == 0 ? null : times[(int)Math.Ceiling(0.9m * times.Count) - 1])}" : "",
                "reasons " + string.Join(',', lost.Where(d => d.Reason is not null).GroupBy(d => d.Reason!.Value)
                    .Select(g => $"{ReasonKeys[g.Key]} {g.Count()} {Sum(g, d => d.Amount)}").Order(StringComparer.Ordinal)),
            ]);
    }

    /// <summary>The keys of all close reasons.</summary>
    internal required IReadOnlyDictionary<CloseReasonId, string> ReasonKeys { get; init; }

    private static TimeSpan? Median(List<TimeSpan> times) => times.Count == 0 ? null : (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;

    private string Sum(IEnumerable<Deal> deals, Func<Deal, decimal> amount) => Text(deals.Where(d => d.Currency == _currency).Sum(amount));

    private static string Amount(JsonElement money) => Text(decimal.Parse(money.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture));

    private static string Text(decimal amount) => amount.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Text(double number) => Math.Round(number, 9).ToString("0.#########", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan? time) => time is null ? "-" : time.Value.ToString("c", CultureInfo.InvariantCulture);

    private static string Time(JsonElement value) => Text(value.ValueKind == JsonValueKind.Null ? null : XmlConvert.ToTimeSpan(value.GetString()!));

    /// <summary>A deal as it stood at a moment; amount, owner and so on are those of today.</summary>
    private sealed class Deal
    {
        internal Deal(Opportunity deal, DateTimeOffset asOf, Pipeline pipeline)
        {
            var known = pipeline.Stages.ToDictionary(s => s.Id);
            (Amount, Currency) = (deal.Amount.Amount, deal.Amount.Currency);
            var history = deal.StageHistory.Where(c => c.At <= asOf).OrderBy(c => c.Sequence).ToList();
            StageId = history[^1].ToStageId;
            Kind = known[StageId].Kind;
            Cycle = history[^1].At - deal.CreatedAt;
            Expected = decimal.Round(Amount * (decimal)known[StageId].Probability, 4, MidpointRounding.AwayFromZero);
            Reason = Kind == StageKind.Lost && deal.Status == StageKind.Lost ? deal.CloseReasonId : null;
            foreach (var change in history)
            {
                var stage = known[change.ToStageId];
                if (stage.Kind != StageKind.Lost) Furthest = Math.Max(Furthest, stage.Position);
                if (stage.Kind == StageKind.Open) LastOpen = stage.Id;
                if (change.FromStageId is { } left) Visits.Add((left, change.TimeInFrom!.Value));
            }
        }

        internal decimal Amount { get; }

        internal string Currency { get; }

        internal StageId StageId { get; }

        internal StageKind Kind { get; }

        internal TimeSpan Cycle { get; }

        internal decimal Expected { get; }

        internal CloseReasonId? Reason { get; }

        internal int Furthest { get; } = -1;

        internal StageId LastOpen { get; }

        internal List<(StageId Stage, TimeSpan Time)> Visits { get; } = [];
    }
}
