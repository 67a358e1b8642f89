using System.Linq.Expressions;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>Compiles one <c>where</c> to a condition in LINQ, within limits on its size.</summary>
internal sealed class FilterCompiler(IServiceProvider services, RequestContext request)
{
    /// <summary>How deep filter objects may be nested in each other, the outermost included.</summary>
    public const int MostLevels = 8;

    /// <summary>How many single conditions there may be.</summary>
    public const int MostConditions = 200;

    /// <summary>How many values a list may have.</summary>
    public const int MostListed = 500;

    private int depth;
    private int conditions;

    /// <summary>The services that sources of referenced rows take their context from.</summary>
    public IServiceProvider Services => services;

    /// <summary>The request.</summary>
    public RequestContext Request => request;

    /// <summary>A condition on rows as a lambda; null if it holds for all.</summary>
    /// <exception cref="GraphQLException">BAD_USER_INPUT: too large, or a null where none makes sense.</exception>
    public LambdaExpression? Compile(FilterType type, InputObjectValue where, Type rowType)
    {
        var row = Expression.Parameter(rowType, "row");
        return Compile(type, where, row) is { } condition ? Expression.Lambda(condition, row) : null;
    }

    /// <summary>A condition on a row; null if it holds for all.</summary>
    public Expression? Compile(FilterType type, InputObjectValue where, Expression row)
    {
        if (++depth > MostLevels)
            throw Refusal($"The filter nests more than {MostLevels} levels deep.");
        Expression? all = null;
        foreach (var (name, value) in Given(where))
        {
            var condition = name switch
            {
                "and" => Every(type, value, row),
                "or" => Some(type, value, row),
                _ => type[name].Compile(Object(name, value), row, this),
            };
            all = And(all, condition);
        }

        depth--;
        return all;
    }

    /// <summary>Whether a filter holds for a row that does not exist.</summary>
    public static bool HoldsForNothing(FilterType type, InputObjectValue where)
    {
        return Given(where).All(given => given.Name switch
        {
            "and" => Items(given.Name, given.Value).All(item => HoldsForNothing(type, item)),
            "or" => Items(given.Name, given.Value) is var items && (items.Count == 0 || items.Any(item => HoldsForNothing(type, item))),
            _ => type[given.Name].HoldsForNothing(Object(given.Name, given.Value)),
        });
    }

    /// <summary>Counts a condition.</summary>
    public void Count()
    {
        if (++conditions > MostConditions)
            throw Refusal($"The filter has more than {MostConditions} conditions.");
    }

    /// <summary>The fields that were given, be it as null.</summary>
    public static IEnumerable<(string Name, object? Value)> Given(InputObjectValue value)
    {
        for (var i = 0; i < value.Values.Length; i++)
        {
            if (!ReferenceEquals(value.Values[i], InputObjectValue.Absent))
                yield return (value.Type.Fields[i].Name, value.Values[i]);
        }
    }

    /// <summary>The filter objects of a list.</summary>
    public static IReadOnlyList<InputObjectValue> Items(string name, object? value) =>
        value is System.Collections.IEnumerable list
            ? [.. list.Cast<InputObjectValue>()]
            : throw Refusal($"\"{name}\" takes a list of conditions, not null.");

    /// <summary>A filter object.</summary>
    public static InputObjectValue Object(string name, object? value) =>
        value as InputObjectValue
        ?? throw Refusal($"\"{name}\" takes conditions, not null. To find what has no {name}, ask for a field of it to equal null.");

    /// <summary>Both conditions; null stands for one that holds for all.</summary>
    public static Expression? And(Expression? left, Expression? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        _ => Expression.AndAlso(left, right),
    };

    /// <summary>A refusal that the client can read.</summary>
    public static GraphQLException Refusal(string message) => new(ErrorCodes.BadUserInput, message);

    private Expression? Every(FilterType type, object? value, Expression row) =>
        Items("and", value).Aggregate((Expression?)null, (all, item) => And(all, Compile(type, item, row)));

    // An empty list of alternatives filters nothing, like an empty object.
    private Expression? Some(FilterType type, object? value, Expression row)
    {
        Expression? some = null;
        var always = false;
        foreach (var item in Items("or", value))
        {
            if (Compile(type, item, row) is { } condition)
                some = some is null ? condition : Expression.OrElse(some, condition);
            else
                always = true;
        }

        return always ? null : some;
    }
}
