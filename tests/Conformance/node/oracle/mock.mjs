// Resolvers whose values follow from a hash of where they stand: the same rules as MockValues.cs, so that both engines see the same
// nulls, exceptions and values that do not fit, at the same places.

const boundary = new DataView(new ArrayBuffer(8));

export function mix(hash, text) {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

// A coerced value as text that does not depend on how a language writes numbers or orders keys.
export function canonical(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'string':
      return `${value.length}:${value}`;
    case 'number':
      boundary.setFloat64(0, value);
      return `#${boundary.getBigUint64(0).toString(16)}`;
    default:
      return `{${Object.keys(value).filter((k) => value[k] !== undefined).sort().map((k) => `${k}=${canonical(value[k])}`).join(',')}}`;
  }
}

export const typeResolver = (value) => value.type;

export function fieldResolver(source, args, context, info) {
  const hash = mix(source.hash, info.fieldName + canonical(args));
  if (mix(hash, 'throw') % 24 === 0) throw new Error(`${info.fieldName} failed (${hash}).`);
  return valueOf(info.returnType, hash, info.schema);
}

function valueOf(type, hash, schema) {
  if (type.constructor.name === 'GraphQLNonNull') return mix(hash, 'null') % 60 === 0 ? null : present(type.ofType, hash, schema);
  return mix(hash, 'null') % 8 === 0 ? null : present(type, hash, schema);
}

function present(type, hash, schema) {
  switch (type.constructor.name) {
    case 'GraphQLList':
      if (mix(hash, 'odd') % 60 === 0) return 7;
      return Array.from({ length: mix(hash, 'count') % 4 }, (_, i) => valueOf(type.ofType, mix(hash, `item${i}`), schema));
    case 'GraphQLScalarType':
      return (scalars[type.name] ?? custom)(hash, mix(hash, 'kind') % 30);
    case 'GraphQLEnumType': {
      const values = type.getValues();
      return mix(hash, 'kind') % 30 === 0 ? 'NOT_A_VALUE' : values[hash % values.length].name;
    }
    case 'GraphQLObjectType':
      return { hash, type: type.name };
    default: {
      const possible = schema.getPossibleTypes(type).map((t) => t.name).sort();
      if (possible.length === 0) return null;
      return { hash, type: mix(hash, 'odd') % 40 === 0 ? schema.getQueryType().name : possible[hash % possible.length] };
    }
  }
}

const scalars = {
  Int: (hash, kind) => [3000000000, 1.5, 'many', true, '12'][kind] ?? (hash % 2000) - 1000,
  Float: (hash, kind) => ['0.5', 'many', true, 7, ''][kind] ?? (hash % 100000) / 8,
  String: (hash, kind) => [12, true, 1.5, 'a "quoted"\n客户 🙂 \u0001'][kind] ?? `s${hash}`,
  Boolean: (hash, kind) => [1, 0, 'yes'][kind] ?? hash % 2 === 0,
  ID: (hash, kind) => [42, true, 1.5, -7][kind] ?? `id${hash}`,
};

function custom(hash) {
  return [hash % 1000, `c${hash}`, [1, 'a', null, { b: true }], { a: [0.5], b: { c: 'd' } }, hash % 3 === 0][hash % 5];
}
