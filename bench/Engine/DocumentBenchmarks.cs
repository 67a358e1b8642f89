using BenchmarkDotNet.Attributes;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.Bench.Engine;

/// <summary>What a document costs before it is executed for the first time.</summary>
[MemoryDiagnoser]
public class DocumentBenchmarks
{
    private static readonly ValidationOptions NoLimits = ValidationOptions.Default with { Limits = new ValidationLimits { MaxFields = int.MaxValue, MaxAliases = int.MaxValue } };
    private readonly Schema schema = BenchSchema.Build(new Crm());
    private byte[] text = [];
    private DocumentNode? document;
    private FieldTemplates? templates;

    [Params(2_000, 100_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        text = Cases.Large(Bytes);
        templates = new FieldTemplates(schema);
        document = Parser.Parse(new SourceText(text), ParserOptions.Trusted);
    }

    [Benchmark(Description = "lex and parse")]
    public DocumentNode Parse() => Parser.Parse(new SourceText(text), ParserOptions.Trusted);

    [Benchmark(Description = "validate")]
    public int Validate() => DocumentValidator.Validate(schema, document!, NoLimits).Count;

    [Benchmark(Description = "plan")]
    public object Plan() => new PreparedDocument(schema, templates!, document!).Find(null, out _)!.Plan(null);
}
