using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class KnownDirectivesRuleTests
{
    [Theory]
    [InlineData("""directive @a on OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | ENUM_VALUE type T @a { f(x: Int @a): Int @deprecated @a } enum E { V @a } scalar S @specifiedBy(url: "x") input I @oneOf { y: Int @deprecated }""")]
    public void Own_and_specified_directives_stand_where_allowed(string text) => ExpectValidSdl(text);

    [Fact]
    public void Others_are_refused() =>
        ExpectSdlErrors(
            """
            directive @a on OBJECT
            interface T @a { f(x: Int @a): Int @b }
            input I @a { y: Int @a }
            schema @a { query: Q }
            type Q { x: Int }
            enum E @a { V @a }
            union U @a = Q
            scalar S @a
            """,
            Error("""Directive "@a" may not be used on INTERFACE.""", (2, 13)),
            Error("""Directive "@a" may not be used on ARGUMENT_DEFINITION.""", (2, 27)),
            Error("""Unknown directive "@b".""", (2, 36)),
            Error("""Directive "@a" may not be used on INPUT_OBJECT.""", (3, 9)),
            Error("""Directive "@a" may not be used on INPUT_FIELD_DEFINITION.""", (3, 21)),
            Error("""Directive "@a" may not be used on SCHEMA.""", (4, 8)),
            Error("""Directive "@a" may not be used on ENUM.""", (6, 8)),
            Error("""Directive "@a" may not be used on ENUM_VALUE.""", (6, 15)),
            Error("""Directive "@a" may not be used on UNION.""", (7, 9)),
            Error("""Directive "@a" may not be used on SCALAR.""", (8, 10)));
}
