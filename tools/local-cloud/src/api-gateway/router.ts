import {
  operationsOf,
  type OpenApiDocument,
  type OpenApiOperation,
  type SecurityScheme,
} from './openapi.ts';

/** One method of one resource. */
export interface Route {
  /** As the document spells it, e.g. `/jobs/{job_key}`. */
  resource: string;
  operation: OpenApiOperation;
  needsApiKey: boolean;
  /** Whether callers sign with an access key of IAM. */
  needsSignature: boolean;
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
        {
          resource: path,
          operation,
          needsApiKey: requires(document, operation, isApiKey),
          needsSignature: requires(document, operation, isSignature),
        },
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

/** Whether a scheme that `is` so stands among the requirements. */
const requires = (
  document: OpenApiDocument,
  operation: OpenApiOperation,
  is: (scheme: SecurityScheme) => boolean,
): boolean => {
  const requirements = operation.security ?? document.security ?? [];
  const schemes = document.components?.securitySchemes ?? {};
  return requirements.some((requirement) =>
    Object.keys(requirement).some((name) => schemes[name] !== undefined && is(schemes[name])),
  );
};

const isApiKey = ({ type, name }: SecurityScheme): boolean =>
  type === 'apiKey' && name?.toLowerCase() === 'x-api-key';

const isSignature = (scheme: SecurityScheme): boolean =>
  scheme['x-amazon-apigateway-authtype'] === 'awsSigv4';
