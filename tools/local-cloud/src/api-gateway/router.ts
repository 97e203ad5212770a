import { operationsOf, type OpenApiDocument, type OpenApiOperation } from './openapi.ts';

/** One method of one resource. */
export interface Route {
  /** As the document spells it, e.g. `/jobs/{job_key}`. */
  resource: string;
  operation: OpenApiOperation;
  needsApiKey: boolean;
}

export interface RouteMatch {
  route: Route;
  pathParameters: Record<string, string>;
}

interface Resource {
  segments: string[];
  methods: Map<string, Route>;
}

/** Finds the route of a request; literal segments win over parameters, parameters over `{proxy+}`. */
export type Router = (method: string, path: string) => RouteMatch | undefined;

export const createRouter = (document: OpenApiDocument): Router => {
  const resources = Object.entries(document.paths)
    .map(([path, item]): Resource => {
      const routes = operationsOf(item).map(([method, operation]): [string, Route] => [
        method,
        { resource: path, operation, needsApiKey: needsApiKey(document, operation) },
      ]);
      return { segments: split(path), methods: new Map(routes) };
    })
    .sort((a, b) => rank(a.segments).localeCompare(rank(b.segments)));

  return (method, path) => {
    const segments = split(path);
    for (const resource of resources) {
      const pathParameters = match(resource.segments, segments);
      if (!pathParameters) continue;
      const route = resource.methods.get(method) ?? resource.methods.get('ANY');
      // The most specific resource decides, even if it lacks the method.
      return route && { route, pathParameters };
    }
    return undefined;
  };
};

const split = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

const isGreedy = (segment: string) => /^\{[^}]+\+\}$/.test(segment);
const parameterName = (segment: string) => /^\{([^}+]+)\+?\}$/.exec(segment)?.[1];

/** Sorts literal before parameter before greedy, segment by segment; longer before shorter. */
const rank = (segments: string[]): string =>
  segments.map((s) => (isGreedy(s) ? '2' : parameterName(s) ? '1' : '0')).join('') + '3';

const match = (pattern: string[], segments: string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const name = parameterName(expected);
    if (name && isGreedy(expected)) {
      if (segments.length <= index) return undefined;
      parameters[name] = segments.slice(index).map(decode).join('/');
      return parameters;
    }
    const actual = segments[index];
    if (actual === undefined) return undefined;
    if (name) parameters[name] = decode(actual);
    else if (decode(actual) !== expected) return undefined;
  }
  return segments.length === pattern.length ? parameters : undefined;
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** Whether a scheme of type `apiKey` in the header `x-api-key` stands among the requirements. */
const needsApiKey = (document: OpenApiDocument, operation: OpenApiOperation): boolean => {
  const requirements = operation.security ?? document.security ?? [];
  const schemes = document.components?.securitySchemes ?? {};
  return requirements.some((requirement) =>
    Object.keys(requirement).some((name) => {
      const scheme = schemes[name];
      return scheme?.type === 'apiKey' && scheme.name?.toLowerCase() === 'x-api-key';
    }),
  );
};
