using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Activities;

/// <summary>
/// Texts of activities: whole for the owner and the users who took part, for all others as much as the activity's visibility says,
/// whatever their role. A hidden text is empty or null, in answers, filters, orders and search alike.
/// </summary>
internal static class ActivityText
{
    /// <summary>Adds a text.</summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="name">The name.</param>
    /// <param name="column">The stored text.</param>
    /// <param name="least">The strictest visibility that shows it to everybody.</param>
    /// <param name="hidden">What is shown instead.</param>
    /// <param name="description">The description.</param>
    internal static ObjectTypeDescriptor<Activity> Text(
        this ObjectTypeDescriptor<Activity> descriptor, string name, Expression<Func<Activity, string?>> column, ActivityVisibility least, string? hidden, string description) =>
        descriptor.AddField(types => new OutputField(name, types.OutputType(typeof(string), nullable: hidden is null), description: description)
        {
            Resolver = new TextResolver(column, least, hidden),
        });

    /// <summary>What a user sees of a text.</summary>
    internal static Expression<Func<Activity, string?>> ShownTo(UserId user, Expression<Func<Activity, string?>> column, ActivityVisibility least, string? hidden)
    {
        // closures, so that the statement has parameters; the strictest visibility that is stored as a name cannot be compared by order
        ActivityVisibility[] open = [.. Enum.GetValues<ActivityVisibility>().Where(v => v <= least)];
        Expression<Func<Activity, bool>> mayRead = a => open.Contains(a.Visibility) || a.OwnerId == user || a.Users.Any(u => u.UserId == user);
        var row = column.Parameters[0];
        return Expression.Lambda<Func<Activity, string?>>(
            Expression.Condition(new Replaced(mayRead.Parameters[0], row).Visit(mayRead.Body), column.Body, Expression.Constant(hidden, typeof(string))), row);
    }

    private sealed class TextResolver : MaskedColumnResolver
    {
        private readonly Expression<Func<Activity, string?>> _column;
        private readonly ActivityVisibility _least;
        private readonly string? _hidden;

        internal TextResolver(Expression<Func<Activity, string?>> column, ActivityVisibility least, string? hidden)
        {
            (_column, _least, _hidden) = (column, least, hidden);
            Requirements =
            [
                column,
                (Expression<Func<Activity, ActivityId>>)(a => a.Id),
                (Expression<Func<Activity, ActivityVisibility>>)(a => a.Visibility),
                (Expression<Func<Activity, UserId>>)(a => a.OwnerId),
            ];
        }

        public override LambdaExpression ShownTo(RequestContext request) => ActivityText.ShownTo(request.Caller<Caller>().UserId, _column, _least, _hidden);

        public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            var user = batch.Request.Caller<Caller>().UserId;
            var doubtful = Enumerable.Range(0, batch.Count).Where(i => batch.Required<ActivityVisibility>(i, 2) > _least && batch.Required<UserId>(i, 3) != user).Select(i => batch.Required<ActivityId>(i, 1)).ToHashSet();
            if (doubtful.Count > 0)
            {
                var joined = await AllRows.Db(batch.Services).ActivityUsers.Where(u => u.UserId == user && doubtful.Contains(u.ActivityId)).Select(u => u.ActivityId).ToListAsync(cancellationToken);
                doubtful.ExceptWith(joined);
            }
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, doubtful.Contains(batch.Required<ActivityId>(i, 1)) ? _hidden : batch.Required<string?>(i, 0));
        }
    }

    private sealed class Replaced(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
