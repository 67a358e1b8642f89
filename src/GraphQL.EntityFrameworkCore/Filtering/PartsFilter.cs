using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>Conditions on the parts of a value that is stored in several columns, such as amount and currency of money.</summary>
internal sealed class PartsFilter(OutputField field, LambdaExpression column, ObjectType target) : FilterField(field)
{
    private readonly FilterType parts = new(target);

    public override InputObjectType InputType(TypeRegistry types) => parts.InputType(types);

    public override Expression? Compile(InputObjectValue value, Expression row, FilterCompiler compiler) =>
        compiler.Compile(parts, value, ParameterReplacer.Apply(column, row));

    public override bool HoldsForNothing(InputObjectValue value) => FilterCompiler.HoldsForNothing(parts, value);
}
