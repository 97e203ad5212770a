import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import {
  dataQualitySchema,
  dataSetSchema,
  jobSchema,
  modelDiagnosticsSchema,
  modelPerformanceSchema,
  JOB_STEPS,
} from './job.ts';
import { FUNCTION_NAMES } from './names.ts';
import { httpRequestSchema } from './request-parts.ts';
import { SCORING_LIMITS } from './scoring.ts';
import { assessmentSchema, imposedRestrictionSchema } from './user-restrictions.ts';

type Json = Record<string, unknown>;
interface Media {
  schema: Json;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
interface Operation {
  operationId?: string;
  security?: unknown;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { headers?: Json; content?: Record<string, Media> }>;
  [extension: `x-${string}`]: unknown;
}
interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
  [extension: `x-${string}`]: unknown;
}

const text = readFileSync(join(import.meta.dirname, '../openapi.yaml'), 'utf8');
// Every route refers to the same few answers: more often than the parser lets strangers’ files.
const document = parse(text, { maxAliasCount: -1 }) as OpenApi;
const schemas = document.components.schemas;

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options'];
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => METHODS.includes(method))
    .map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
);
const routes = operations.filter(({ name }) => !name.startsWith('OPTIONS'));
const preflights = operations.filter(({ name }) => name.startsWith('OPTIONS'));

/** A validator of the document's own schemas; `strict` refuses keywords that it does not know. */
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
ajvFormats.default(ajv);
ajv.addVocabulary(['components']);
ajv.addSchema({ $id: 'openapi', components: { schemas } });
const validatorOf = (schema: Json) =>
  ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')) as Json,
  );

const documentedBodies = routes.flatMap(({ name, operation }) =>
  [
    ['request', operation.requestBody?.content] as const,
    ...Object.entries(operation.responses).map(
      ([status, { content }]) => [`answer ${status}`, content] as const,
    ),
  ].flatMap(([where, content]) => {
    const media = content?.['application/json'];
    if (!media) return [];
    const examples = Object.entries(media.examples ?? {}).map(
      ([key, { value }]) => [key, value] as const,
    );
    if (media.example !== undefined) examples.push(['example', media.example]);
    return [{ name: `${name}: ${where}`, schema: media.schema, examples }];
  }),
);

/** What a schema demands, apart from words for readers and what OpenAPI 3.0 cannot say. */
const essence = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null) return value;
  const schema = value as Json;
  if (typeof schema['$ref'] === 'string') {
    return essence(schemas[schema['$ref'].replace('#/components/schemas/', '')]);
  }
  const ignored = ['description', 'pattern', 'example', '$schema'];
  // Zod writes the bounds of a safe integer, and `additionalProperties` of its strict output.
  if (schema['type'] === 'integer') ignored.push('minimum', 'maximum');
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !ignored.includes(key))
      .map(([key, inner]) => [
        key,
        key === 'required' ? [...(inner as string[])].sort() : essence(inner),
      ])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  );
};

it('is of the version that the gateway imports', () => {
  expect(document.openapi).toBe('3.0.1');
});

it('holds no address of any account', () => {
  expect(text).not.toMatch(/arn:aws|amazonaws\.com|execute-api/);
});

it('has the routes of the API', () => {
  expect(routes.map(({ name }) => name)).toEqual([
    'POST /prediction',
    'POST /retrain',
    'POST /status',
    'GET /all-jobs',
    'GET /models',
    'GET /models/{model}',
    'POST /models/{model}/predictions',
    'GET /jobs',
    'GET /jobs/{job_key}',
    'GET /models/{model}/labelling',
    'POST /models/{model}/labelling/items',
    'GET /models/{model}/labelling/next',
    'POST /models/{model}/labelling/items/{item_id}/labels',
    'POST /models/{model}/labelling/undo',
    'POST /models/{model}/labelling/manifest',
    'POST /models/{model}/training-jobs',
    'POST /models/{model}/batch-predictions',
    'GET /models/{model}/batch-predictions/{batch_id}',
    'GET /users/{user_id}/restrictions',
  ]);
});

it('has model names that the gateway takes: letters and digits alone', () => {
  for (const name of Object.keys(schemas)) expect(name).toMatch(/^[A-Za-z0-9]+$/);
});

it('resolves every reference', () => {
  for (const [, name] of text.matchAll(/\$ref: '#\/components\/schemas\/(\w+)'/g)) {
    expect(schemas).toHaveProperty(name ?? '');
  }
});

describe.each(routes)('$name', ({ operation }) => {
  it('needs an API key', () => {
    expect(operation.security).toEqual([{ api_key: [] }]);
  });

  it('is answered by a function of the stack', () => {
    expect(FUNCTION_NAMES).toContain(operation['x-ngwaf-function']);
  });

  it('says what success, 403, 429 and 500 look like', () => {
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^20[02]$/), '403', '429', '500']),
    );
  });

  it('lets a browser read every answer', () => {
    for (const response of Object.values(operation.responses)) {
      expect(response.headers).toHaveProperty('Access-Control-Allow-Origin');
    }
  });
});

it('names every operation once', () => {
  const ids = routes.map(({ operation }) => operation.operationId);

  expect(new Set(ids).size).toBe(routes.length);
});

it('answers the preflight of every path without a key and without a function', () => {
  expect(preflights).toHaveLength(Object.keys(document.paths).length);
  for (const { operation } of preflights) {
    expect(operation.security).toBeUndefined();
    expect(operation['x-amazon-apigateway-integration']).toMatchObject({ type: 'mock' });
  }
});

it('sends CORS headers with what the gateway answers by itself', () => {
  const responses = document['x-amazon-apigateway-gateway-responses'] as Record<string, Json>;

  for (const kind of ['DEFAULT_4XX', 'DEFAULT_5XX']) {
    expect(responses[kind]?.['responseParameters']).toHaveProperty(
      ['gatewayresponse.header.Access-Control-Allow-Origin'],
      "'*'",
    );
  }
});

describe.each(documentedBodies)('$name', ({ schema, examples }) => {
  it('has a schema and examples that fit it', () => {
    const validate = validatorOf(schema);

    expect(examples.length).toBeGreaterThan(0);
    for (const [, value] of examples) {
      validate(value);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});

describe('schemas that code has too', () => {
  it.each([
    ['Job', jobSchema],
    ['DataSet', dataSetSchema],
    ['DataQuality', dataQualitySchema],
    ['ModelDiagnostics', modelDiagnosticsSchema],
    ['ModelPerformance', modelPerformanceSchema],
    ['TrainingStep', z.enum(JOB_STEPS)],
    ['ImposedRestriction', imposedRestrictionSchema],
    ['Assessment', assessmentSchema],
    // The API fills in GET where a request names no method.
    [
      'HttpRequest',
      z.extend(httpRequestSchema, { method: z._default(httpRequestSchema.shape.method, 'GET') }),
    ],
  ] as const)('%s is the one in the code', (name, schema) => {
    const fromCode = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' });

    expect(essence(schemas[name])).toEqual(essence(fromCode));
  });

  it('POST /prediction has the limits in the code', () => {
    const [payload, payloads] = schemas['PredictionRequest']?.['oneOf'] as {
      properties: Record<string, Json>;
    }[];

    expect(payload?.properties['payload']).toMatchObject({
      maxLength: SCORING_LIMITS.maxPayloadBytes,
    });
    expect(payloads?.properties['payloads']).toMatchObject({
      maxItems: SCORING_LIMITS.maxPayloads,
      items: { maxLength: SCORING_LIMITS.maxPayloadBytes },
    });
  });
});
