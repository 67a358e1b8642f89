using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Sdl;

/// <summary>
/// Makes a schema without resolvers of SDL: for tests, comparisons and tools. It checks only what it cannot do without; SDL rules and
/// <see cref="SchemaValidator"/> say the rest.
/// </summary>
public static class SdlSchemaBuilder
{
    /// <summary>Parses SDL and makes a schema of it.</summary>
    /// <exception cref="SyntaxException">The text is not GraphQL.</exception>
    /// <exception cref="ArgumentException">A type is not defined, or defined twice, or extended as what it is not.</exception>
    public static Schema Build(string sdl, SdlSchemaOptions? options = null) => Build(new SourceText(sdl), options);

    /// <inheritdoc cref="Build(string, SdlSchemaOptions?)"/>
    public static Schema Build(SourceText sdl, SdlSchemaOptions? options = null)
    {
        options ??= new SdlSchemaOptions();
        return Build(Parser.Parse(sdl, options.ParserOptions), options);
    }

    /// <summary>Makes a schema of a parsed document; executable definitions in it are passed over.</summary>
    /// <exception cref="ArgumentException">A type is not defined, or defined twice, or extended as what it is not.</exception>
    public static Schema Build(DocumentNode document, SdlSchemaOptions? options = null)
    {
        var types = new SdlTypes(document, options ?? new SdlSchemaOptions());
        SchemaDefinitionNode[] schemaNodes = [.. document.Definitions.OfType<SchemaDefinitionNode>().OrderBy(d => d.IsExtension)];
        if (schemaNodes.Count(n => !n.IsExtension) > 1)
            throw new ArgumentException("Must provide only one schema definition.", nameof(document));
        var hasDefinition = schemaNodes.Any(n => !n.IsExtension);
        return new Schema(
            Root(types, schemaNodes, hasDefinition, OperationType.Query),
            Root(types, schemaNodes, hasDefinition, OperationType.Mutation),
            Root(types, schemaNodes, hasDefinition, OperationType.Subscription),
            types.All,
            document.Definitions.OfType<DirectiveDefinitionNode>().Select(types.Directive),
            schemaNodes.FirstOrDefault()?.Description?.Value)
        {
            SyntaxNodes = schemaNodes,
            Source = document.Source,
        };
    }

    /// <summary>A root that is not an object type is left to schema validation, which finds it by the schema's syntax.</summary>
    private static ObjectType? Root(SdlTypes types, SchemaDefinitionNode[] schemaNodes, bool hasDefinition, OperationType operation)
    {
        foreach (var node in schemaNodes.SelectMany(n => n.OperationTypes))
        {
            if (node.Operation == operation)
                return types.Find(node.Type.Name.Value) as ObjectType;
        }

        return hasDefinition ? null : types.TryFind(operation.ToString()) as ObjectType;
    }
}
