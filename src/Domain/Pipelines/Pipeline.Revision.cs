using System.Globalization;

namespace CrmGraph.Domain.Pipelines;

public sealed partial class Pipeline
{
    /// <summary>At most so many stages has a pipeline.</summary>
    public const int MaxStages = 50;

    /// <summary>
    /// Lays the pipeline down anew. OPEN stages are known by their keys: one whose key is gone is retired, one whose key comes back is
    /// the same stage again. WON and LOST are known by their kind, so that their keys may change.
    /// </summary>
    /// <param name="name">The name that people see.</param>
    /// <param name="stages">The stages in order: at least one OPEN, then one WON, then one LOST.</param>
    /// <param name="now">The current time.</param>
    /// <returns>What has become of the stages, for the deals that are in them.</returns>
    public PipelineRevision Revise(string name, IReadOnlyList<StageDefinition> stages, DateTimeOffset now)
    {
        var valid = Guard.Text(name, "name", 100);
        RequireOrder(stages);
        Stage[] before = [.. Stages];
        var odds = before.ToDictionary(s => s.Id, s => (s.Probability, s.ForecastCategory));
        Stage[] laid = [.. stages.Select((definition, i) => Lay(definition, i, definition.Kind == StageKind.Open ? Known(definition.Key) : before.Single(s => s.Kind == definition.Kind), now))];
        Stage[] vanished = [.. before.Except(laid)];
        foreach (var stage in vanished) stage.Retire(now);
        if (valid != Name) Name = valid;
        return new PipelineRevision(vanished, [.. laid.Where(s => odds.TryGetValue(s.Id, out var old) && old != (s.Probability, s.ForecastCategory))]);
    }

    /// <summary>Makes this the pipeline that opportunities go to when none is named, or no more.</summary>
    public void BeDefault(bool isDefault) => IsDefault = isDefault;

    private Stage? Known(string key) => _stages.SingleOrDefault(s => s.Kind == StageKind.Open && s.Key == key.Trim());

    private Stage Lay(StageDefinition definition, int position, Stage? known, DateTimeOffset now)
    {
        return Guard.Within(Laid, "stages", position.ToString(CultureInfo.InvariantCulture));

        Stage Laid()
        {
            if (_stages.Any(s => s.IsRetired && s != known && s.Key == definition.Key))
                throw Guard.Invalid("key", $"'{definition.Key}' was the key of another kind of stage, to which the history of deals refers; choose another key.");
            if (known is null) _stages.Add(known = Stage.Create(Id, position, definition, now));
            else known.Define(position, definition);
            return known;
        }
    }

    private static void RequireOrder(IReadOnlyList<StageDefinition> stages)
    {
        if (stages.Count > MaxStages) throw Guard.Invalid("stages", $"A pipeline has at most {MaxStages} stages.");
        var open = stages.Count - 2;
        if (open < 1 || stages.Take(open).Any(s => s.Kind != StageKind.Open) || stages[open].Kind != StageKind.Won || stages[open + 1].Kind != StageKind.Lost)
            throw Guard.Invalid("stages", "A pipeline consists of one or more OPEN stages, then one WON, then one LOST stage.");
        var keys = new HashSet<string>();
        for (var i = 0; i < stages.Count; i++)
        {
            if (!keys.Add(stages[i].Key))
                throw Guard.Invalid("key", $"An earlier stage has the key '{stages[i].Key}' already; give each its own.").Within("stages", i.ToString(CultureInfo.InvariantCulture));
        }
    }
}
