using System.Text;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Tests.Language;

/// <summary>What a tree means without where it stands: kinds, nesting, and the values of leaves.</summary>
internal sealed class Shape : SyntaxVisitor
{
    private readonly StringBuilder text = new();

    public static string Of(SyntaxNode node)
    {
        var shape = new Shape();
        shape.Visit(node);
        return shape.text.ToString();
    }

    protected override Next Enter(SyntaxNode node)
    {
        text.Append(node.Kind).Append(' ').Append(node switch
        {
            FieldNode field => $"{field.Alias}:{field.Name}",
            FragmentSpreadNode spread => spread.Name.Value,
            ArgumentNode argument => argument.Name.Value,
            ObjectFieldNode field => field.Name.Value,
            VariableNode variable => variable.Name.Value,
            NamedTypeNode type => type.Name.Value,
            StringValueNode value => $"{value.IsBlock} {value.Value}",
            ListValueNode or ObjectValueNode or SelectionSetNode or DocumentNode or ListTypeNode or NonNullTypeNode => "",
            ValueNode value => Printer.Print(value),
            OperationDefinitionNode operation => $"{operation.Operation} {operation.Name}",
            FragmentDefinitionNode fragment => fragment.Name.Value,
            TypeDefinitionNode type => $"{type.IsExtension} {type.Name}",
            DirectiveDefinitionNode directive => $"{directive.Name} {directive.IsRepeatable} {string.Join(' ', directive.Locations)}",
            FieldDefinitionNode field => field.Name.Value,
            InputValueDefinitionNode value => value.Name.Value,
            EnumValueDefinitionNode value => value.Name.Value,
            DirectiveNode directive => directive.Name.Value,
            _ => "",
        }).Append('(');
        return Next.Children;
    }

    protected override void Leave(SyntaxNode node) => text.Append(')');
}
