using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.TypeSystem.Rules;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>Checks a schema by the rules of type validation (the subsections "Type Validation" of spec 3).</summary>
public static class SchemaValidator
{
    /// <summary>All findings, in order of the schema; empty if it is valid. Locations refer to <see cref="Schema.Source"/>.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema)
    {
        var findings = new SchemaFindings(schema.Source);
        RootTypeRules.Check(schema, findings);
        foreach (var directive in schema.Directives)
            DirectiveRules.Check(directive, findings);
        var cycles = new DefaultCycleRules(findings);
        foreach (var type in schema.Types)
        {
            NameRules.Check(type.Name, type.SyntaxNodes is [var node, ..] ? node : null, findings);
            switch (type)
            {
                case FieldsType fields:
                    FieldRules.Check(fields, findings);
                    InterfaceRules.Check(schema, fields, findings);
                    break;
                case UnionType union:
                    UnionRules.Check(schema, union, findings);
                    break;
                case EnumType enumType:
                    EnumRules.Check(enumType, findings);
                    break;
                case InputObjectType input:
                    InputObjectRules.Check(input, findings);
                    cycles.Check(input);
                    break;
            }
        }

        FiniteInputRules.Check([.. schema.Types.OfType<InputObjectType>()], findings);
        return findings.All;
    }
}
