using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>Conditions on a stored value: text, number, moment, enum.</summary>
internal sealed class ValueFilter(OutputField field, LambdaExpression column) : FilterField(field)
{
    private readonly OperationSet operations = OperationSet.Of(column.ReturnType);

    public override InputObjectType InputType(TypeRegistry types) =>
        operations.InputType(operations.IsText ? (NamedType)types.OutputType(typeof(string), nullable: true).Named : Field.Type.Named, types);

    public override Expression? Compile(InputObjectValue value, Expression row, FilterCompiler compiler)
    {
        var shown = MaskedColumnResolver.Shown(Field, column, compiler.Request);
        return Operations.Compile(value, ParameterReplacer.Apply(shown, row), Convert, compiler);
    }

    public override bool HoldsForNothing(InputObjectValue value) => Operations.HoldForNull(value);

    private object Convert(object operand) => Operands.Convert(operand, column.ReturnType);
}
