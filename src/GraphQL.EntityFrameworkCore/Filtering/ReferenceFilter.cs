using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>
/// Conditions on what a row refers to, as far as the caller sees it. Of a row that refers to nothing all fields of the target count
/// as null, so that <c>neq</c> still finds exactly what <c>eq</c> does not.
/// </summary>
internal sealed class ReferenceFilter(OutputField field, ReferenceResolver reference) : FilterField(field)
{
    private readonly FilterType target = new(reference.Target);

    public override InputObjectType InputType(TypeRegistry types) => target.InputType(types);

    public override Expression? Compile(InputObjectValue value, Expression row, FilterCompiler compiler)
    {
        var other = Expression.Parameter(reference.TargetType, "target");
        if (compiler.Compile(target, value, other) is not { } condition)
            return null;
        var foreignKey = ParameterReplacer.Apply(reference.ForeignKey, row);
        var linked = Expression.Equal(ParameterReplacer.Apply(reference.Key, other), foreignKey);
        var query = reference.Query(compiler.Services, compiler.Request).Expression;
        if (HoldsForNothing(value))
            return Expression.Not(QueryMethods.Any(query, Expression.Lambda(Expression.AndAlso(linked, Expression.Not(condition)), other)));
        var exists = QueryMethods.Any(query, Expression.Lambda(Expression.AndAlso(linked, condition), other));
        return FilterCompiler.And(OnForeignKey(value, foreignKey, compiler), exists);
    }

    public override bool HoldsForNothing(InputObjectValue value) => FilterCompiler.HoldsForNothing(target, value);

    // A condition on the target's id is one on the foreign key too, and there an index serves it.
    private Expression? OnForeignKey(InputObjectValue value, Expression foreignKey, FilterCompiler compiler)
    {
        Expression? all = null;
        foreach (var (name, given) in FilterCompiler.Given(value))
        {
            if (name is not ("and" or "or") && target[name] is IdFilter id && id.Key.Body.ToString() == Unconverted(reference.Key).ToString())
                all = FilterCompiler.And(all, id.CompileFor(FilterCompiler.Object(name, given), foreignKey, compiler));
        }

        return all;
    }

    private static Expression Unconverted(LambdaExpression key) =>
        key.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : key.Body;
}
