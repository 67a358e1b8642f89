using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>Conditions on the rows of a to-many relation, as far as the caller sees them.</summary>
internal sealed class ListFilter(OutputField field, ToManyResolver list) : FilterField(field)
{
    private readonly FilterType items = new(list.Child);

    public override InputObjectType InputType(TypeRegistry types)
    {
        var input = items.InputType(types);
        var name = $"ListFilterInputTypeOf{input.Name}";
        return types.GetOrAdd(name, () => new InputObjectType(
            name,
            () =>
            [
                new InputValue("all", input, description: "Every item fulfils this; a list without items does."),
                new InputValue("none", input, description: "No item fulfils this."),
                new InputValue("some", input, description: "At least one item fulfils this."),
                new InputValue("any", types.InputType(typeof(bool), nullable: true), description: "Whether the list has items at all."),
            ],
            $"Conditions on a list of {items.Name}."));
    }

    public override Expression? Compile(InputObjectValue value, Expression row, FilterCompiler compiler)
    {
        Expression? all = null;
        foreach (var (name, given) in FilterCompiler.Given(value))
        {
            all = FilterCompiler.And(all, name switch
            {
                "some" => Any(Nested(name, given), negateItem: false),
                "none" => Expression.Not(Any(Nested(name, given), negateItem: false)),
                "all" => Nested(name, given) is { } condition ? Expression.Not(Any(condition, negateItem: true)) : null,
                _ => Wanted(given) ? Any(null, negateItem: false) : Expression.Not(Any(null, negateItem: false)),
            });
        }

        return all;

        (ParameterExpression Item, Expression Condition)? Nested(string name, object? given)
        {
            var item = Expression.Parameter(list.RowType, "item");
            compiler.Count();
            return compiler.Compile(items, FilterCompiler.Object(name, given), item) is { } condition ? (item, condition) : null;
        }

        Expression Any((ParameterExpression Item, Expression Condition)? nested, bool negateItem)
        {
            var item = nested?.Item ?? Expression.Parameter(list.RowType, "item");
            var linked = Expression.Equal(ParameterReplacer.Apply(list.ChildKey, item), ParameterReplacer.Apply(list.ParentKey, row));
            var condition = nested is not { } given ? linked
                : Expression.AndAlso(linked, negateItem ? Expression.Not(given.Condition) : given.Condition);
            return QueryMethods.Any(list.Query(compiler.Services, compiler.Request).Expression, Expression.Lambda(condition, item));
        }
    }

    public override bool HoldsForNothing(InputObjectValue value) =>
        FilterCompiler.Given(value).All(given => given.Name switch
        {
            "some" => false,
            "any" => !Wanted(given.Value),
            _ => true,
        });

    private static bool Wanted(object? any) => any as bool? ?? throw FilterCompiler.Refusal("\"any\" takes true or false, not null.");
}
