import { MODELS, isRecordModel, planOf, type RecordModel } from '@ngwaf/model-catalogue';
import { loadFunction, silently, startInstantServices, timed } from './function-time.ts';

const MODEL = 'gambling-behaviour-problem-gambling';

/** A record with a value in every column. */
const recordOf = ({ input }: RecordModel): Record<string, unknown> => ({
  [input.id]: 'user-1',
  ...Object.fromEntries(
    input.columns.map(({ name, type }) => [
      name,
      { text: 'Germany', number: 12.5, integer: 1970, date: '2005-02-01' }[type],
    ]),
  ),
});

const eventOf = (records: unknown[]) => ({
  httpMethod: 'POST',
  resource: '/models/{model}/predictions',
  headers: { 'Content-Type': 'application/json' },
  pathParameters: { model: MODEL },
  queryStringParameters: null,
  isBase64Encoded: false,
  requestContext: { requestId: 'bench' },
  body: JSON.stringify({ records }),
});

/** Answers both the endpoint and the bus, each in its way. */
const answer = (body: string): string => {
  const { instances, Entries } = JSON.parse(body) as { instances?: object[]; Entries?: object[] };
  return JSON.stringify(
    instances
      ? { predictions: instances.map(() => 0.5), model: 'job-1', threshold: 0.5 }
      : { FailedEntryCount: 0, Entries: Entries?.map((_, index) => ({ EventId: String(index) })) },
  );
};

export interface PredictionFigures {
  /** Median of the whole handler for one record, endpoint and bus answering at once. */
  handlerMs: number;
  /** Median of these two calls alone, as bare HTTP requests. */
  callsMs: number;
  /** Median of checking one record and computing its features. */
  filterMs: number;
  /** Median of the whole handler for a thousand records. */
  thousandMs: number;
}

/** The time that `model-predictions` itself takes, in process. */
export const measurePredictions = async (): Promise<PredictionFigures> => {
  const entry = MODELS.filter(isRecordModel).find(({ name }) => name === MODEL);
  if (!entry) throw new Error(`no model ${MODEL}`);
  const services = await startInstantServices(answer);
  const handler = loadFunction('model-predictions', services.url, {
    NAME_PREFIX: 'bench',
    PREDICTION_BUS_NAME: 'bench',
    ENDPOINT_TIMEOUT_MS: '5000',
    ROUTING_TIMEOUT_MS: '5000',
    WAF_BUCKET: 'bench',
    MODEL_REFRESH_SECONDS: '30',
  });
  const record = recordOf(entry);
  const call = async (event: unknown) => {
    const { statusCode } = await handler(event, { awsRequestId: 'bench' });
    if (statusCode !== 200) throw new Error(`model-predictions answered ${statusCode}`);
  };
  const [one, thousand] = [eventOf([record]), eventOf(Array(1_000).fill(record) as unknown[])];
  const handlerMs = await silently(() => timed(() => call(one)));
  const post = async (body: object) => {
    await (await fetch(services.url, { method: 'POST', body: JSON.stringify(body) })).json();
  };
  const callsMs = await timed(async () => {
    await post({ instances: [record] });
    await post({ Entries: [{ Detail: JSON.stringify(record) }] });
  });
  const filterMs = await timed(() => {
    planOf(entry).apply(record);
    return Promise.resolve();
  });
  const thousandMs = await silently(() => timed(() => call(thousand), 50));
  services.close();
  return { handlerMs, callsMs, filterMs, thousandMs };
};
