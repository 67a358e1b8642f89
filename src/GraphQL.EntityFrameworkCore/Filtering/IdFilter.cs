using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Nodes;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>Conditions on an id, given as global ids.</summary>
internal sealed class IdFilter(OutputField field, LambdaExpression key, string typeName) : FilterField(field)
{
    /// <summary>The stored id.</summary>
    public LambdaExpression Key => key;

    public override InputObjectType InputType(TypeRegistry types) => OperationSet.Equality.InputType(Field.Type.Named, types);

    public override Expression? Compile(InputObjectValue value, Expression row, FilterCompiler compiler) =>
        CompileFor(value, ParameterReplacer.Apply(key, row), compiler);

    /// <summary>The same condition on another column that holds such an id.</summary>
    public Expression? CompileFor(InputObjectValue value, Expression id, FilterCompiler compiler) => Operations.Compile(value, id, Decode, compiler);

    public override bool HoldsForNothing(InputObjectValue value) => Operations.HoldForNull(value);

    private object Decode(object operand) =>
        TypedId.Decode((string)operand, typeName, key.ReturnType)
        ?? throw FilterCompiler.Refusal($"\"{operand}\" is not an id of {typeName}.");
}
