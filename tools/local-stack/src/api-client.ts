import { jobSchema, type Job, type LocalOutputs } from '@ngwaf/contracts';

/** An answer of the API, whatever its status. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface ApiClient {
  /** Sends a request with the API key; `body` is sent as JSON, a string or Buffer as it is. */
  call(method: string, path: string, body?: unknown, headers?: object): Promise<ApiAnswer>;
  /** The job with this key. */
  job(jobKey: string): Promise<Job>;
}

const toBody = (body: unknown): string | Buffer =>
  typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);

const fromText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** A client of the deployed API, over HTTP like any other. */
export const createApiClient = ({
  apiUrl,
  apiKey,
}: Pick<LocalOutputs, 'apiUrl' | 'apiKey'>): ApiClient => {
  const call: ApiClient['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: toBody(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: fromText(text) };
  };
  return {
    call,
    async job(jobKey) {
      const { status, body } = await call('GET', `/jobs/${jobKey}`);
      if (status !== 200) throw new Error(`GET /jobs/${jobKey}: ${status} ${JSON.stringify(body)}`);
      return jobSchema.parse(body);
    },
  };
};
