import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalOutputs } from '@ngwaf/contracts';
import { ROOT, createApiClient, type ApiClient } from '@ngwaf/tool-local-stack';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Document {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
  components: object;
}

const document = parse(readFileSync(join(ROOT, 'libs', 'contracts', 'openapi.yaml'), 'utf8'), {
  maxAliasCount: -1,
}) as Document;

const ajv = new Ajv({ strict: false, allErrors: true });
ajvFormats.default(ajv);
ajv.addSchema({ $id: 'openapi', components: document.components });

const validators = new Map<string, ValidateFunction>();

/** The documented route that a path is of: the one with the fewest parameters that fits. */
const routeOf = (path: string): string =>
  Object.keys(document.paths)
    .filter((route) => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .sort((a, b) => a.split('{').length - b.split('{').length)[0] ?? path;

/** The validator of an answer's body; throws if the document does not know such an answer. */
const validatorOf = (method: string, path: string, status: number): ValidateFunction => {
  const route = routeOf(path.split('?')[0] ?? '');
  const name = `${method} ${route} ${status}`;
  const known = validators.get(name);
  if (known) return known;
  const response = document.paths[route]?.[method.toLowerCase()]?.responses[status];
  const schema = response?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`openapi.yaml does not describe the answer ${name}`);
  const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components');
  const validator = ajv.compile(JSON.parse(text) as object);
  validators.set(name, validator);
  return validator;
};

/** A client of the API that fails on any answer which is not as the OpenAPI document says. */
export const createDocumentedApi = (
  outputs: Pick<LocalOutputs, 'apiUrl' | 'apiKey'>,
): ApiClient => {
  const api = createApiClient(outputs);
  return {
    ...api,
    async call(method, path, body, headers) {
      const answer = await api.call(method, path, body, headers);
      const isValid = validatorOf(method, path, answer.status);
      if (!isValid(answer.body)) {
        throw new Error(
          `${method} ${path} ${answer.status} is not as documented: ${ajv.errorsText(isValid.errors)}\n` +
            JSON.stringify(answer.body).slice(0, 1_000),
        );
      }
      return answer;
    },
  };
};
