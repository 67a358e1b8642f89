// Answers what npm's graphql 16 and 17 make of schemas and documents: a JSON object per line in, one per line out.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fieldResolver, typeResolver } from './mock.mjs';

const require = createRequire(import.meta.url);

// Loaded by file, because not everything that is compared is exported.
function load(name) {
  const file = (path) => fileURLToPath(new URL(`./node_modules/${name}/${path}`, import.meta.url));
  return { ...require(file('index.js')), validateSDL: require(file('validation/validate.js')).validateSDL };
}

const versions = { 16: load('graphql16'), 17: load('graphql17') };
const parseOptions = { 16: {}, 17: { allowEmptySelectionSets: false } };
const validationOptions = { maxErrors: 100000 };
const built = new Map();

// Messages may be cut in the middle of a character.
const plain = (error) => ({ message: error.message.toWellFormed(), locations: error.locations ?? [], path: error.path });

function attempt(action) {
  try {
    return action();
  } catch (error) {
    return { thrown: error.message };
  }
}

function parse(version, text) {
  try {
    return { document: versions[version].parse(text, parseOptions[version]) };
  } catch (error) {
    return { syntaxError: plain(error) };
  }
}

function buildSchema(version, sdl) {
  const graphql = versions[version];
  const { document, syntaxError } = parse(version, sdl);
  if (syntaxError) return { syntaxError };
  const sdlErrors = graphql.validateSDL(document).map(plain);
  if (sdlErrors.length > 0) return { sdlErrors };
  const schema = graphql.buildASTSchema(document, { assumeValidSDL: true });
  const schemaErrors = graphql.validateSchema(schema).map(plain);
  return { sdlErrors, schemaErrors, schema };
}

function schemaOf(version, id) {
  const { schema, schemaErrors } = built.get(id)[version];
  if (!schema || schemaErrors.length > 0) throw new Error(`Schema ${id} is not valid.`);
  return schema;
}

function describe(graphql, schema) {
  const introspection = graphql.getIntrospectionQuery({
    specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
  });
  const { data } = graphql.executeSync({ schema, document: graphql.parse(introspection) });
  return { printed: graphql.printSchema(schema), introspection, introspected: data };
}

const operations = {
  // A schema: findings, the text it is printed as, and what introspection tells of it. Kept under its id if it has one.
  schema(version, { id, sdl }) {
    const { schema, ...findings } = buildSchema(version, sdl);
    if (id !== undefined) built.set(id, { ...built.get(id), [version]: { schema, ...findings } });
    if (!schema || findings.schemaErrors.length > 0) return findings;
    // 16 fails on defaults of custom scalars that are lists or objects.
    return { ...findings, described: attempt(() => describe(versions[version], schema)) };
  },

  // Any text: whether it is GraphQL, and how it is printed.
  parse(version, { document: text }) {
    const { document, syntaxError } = parse(version, text);
    return syntaxError ? { syntaxError } : { printed: versions[version].print(document) };
  },

  // An executable document: errors of validation, or the response.
  execute(version, { schema: id, document: text, variables, operationName }) {
    const graphql = versions[version];
    const schema = schemaOf(version, id);
    const { document, syntaxError } = parse(version, text);
    if (syntaxError) return { syntaxError };
    const printed = graphql.print(document);
    const validationErrors = graphql.validate(schema, document, undefined, validationOptions).map(plain);
    if (validationErrors.length > 0) return { printed, validationErrors };
    const operation = graphql.getOperationAST(document, operationName);
    if (!operation || operation.operation === 'subscription') return { printed, validationErrors };
    const { data, errors } = graphql.executeSync({
      schema, document, operationName, variableValues: variables, fieldResolver, typeResolver, rootValue: { hash: 1, type: 'root' },
    });
    return { printed, validationErrors, response: { data, errors: errors?.map(plain) } };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { op, ...request } = JSON.parse(line);
  const answer = Object.fromEntries(Object.keys(versions).map((version) => [version, attempt(() => operations[op](version, request))]));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
