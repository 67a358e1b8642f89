using System.Linq.Expressions;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.Api.Leads.Assignment;

/// <summary>Why a lead is where it is.</summary>
/// <param name="Rule">The name of the rule that assigned it; null if somebody did.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When.</param>
internal sealed record LeadAssignment(string? Rule, string Reason, DateTimeOffset At);

/// <summary><c>Lead.assignment</c>, of the columns of the lead.</summary>
internal sealed class LeadAssignmentResolver : BatchResolver
{
    internal LeadAssignmentResolver() => Requirements =
    [
        (Expression<Func<Lead, string?>>)(l => l.AssignmentRule),
        (Expression<Func<Lead, string?>>)(l => l.AssignmentReason),
        (Expression<Func<Lead, DateTimeOffset?>>)(l => l.AssignedAt),
    ];

    public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Required<DateTimeOffset?>(i, 2) is { } at)
                batch.SetResult(i, new LeadAssignment(batch.Required<string?>(i, 0), batch.Required<string?>(i, 1) ?? "", at));
        }
        return ValueTask.CompletedTask;
    }
}
