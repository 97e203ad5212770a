import { payloadSchema, type ContainerRequest, type FeatureInstance } from '@ngwaf/contracts';
import { describeIssues, describeValue } from '@ngwaf/lambda-kit';
import { isRecordModel, planOf, type FeaturePlan, type ModelEntry } from '@ngwaf/model-catalogue';
import * as z from 'zod/mini';

/** Why a record is not scored: where in it, what was expected and what was found. */
export interface RecordError {
  /** Position in the request. */
  index: number;
  /** Empty where the record as a whole is meant. */
  field: string;
  message: string;
}

type Instance = ContainerRequest['instances'][number];

/** A record that the model takes, and what its container is sent for it. */
export interface ValidRecord {
  index: number;
  record: Record<string, unknown>;
  instance: Instance;
  /** The user's id; absent where records have none. */
  id?: string;
}

export interface Filtered {
  valid: ValidRecord[];
  errors: RecordError[];
}

/** A record travels in an event of the bus, ten of them in at most 256 KiB. */
const MAX_RECORD_BYTES = 16 * 1024;
/** Told of one record; a record of nothing but unknown fields must not make the answer huge. */
const MAX_ERRORS = 10;
const MAX_FURTHER_CHARACTERS = 1_000_000;
const MAX_FIELD_LENGTH = 60;

type FieldError = Omit<RecordError, 'index'>;
type Outcome = { instance: Instance; id?: string } | { errors: FieldError[] };
type Fields = Record<string, unknown>;

const whole = (expected: string, found: string): Outcome => ({
  errors: [{ field: '', message: `expected ${expected}, found ${found}` }],
});

const payloadRecordSchema = z.strictObject({ payload: payloadSchema });

/** Text models take `{"payload": "…"}` as `POST /prediction` does. */
const fromPayload = (record: Fields): Outcome => {
  const parsed = payloadRecordSchema.safeParse(record, { reportInput: true });
  if (parsed.success) return { instance: parsed.data.payload };
  const errors = describeIssues(parsed.error).map(({ path, expected, found }) => ({
    field: path,
    message: `expected ${expected}, found ${found}`,
  }));
  return { errors };
};

/** The model's own pre-processing, the very one that its training data went through. */
const fromColumns = (plan: FeaturePlan, record: Fields): Outcome => {
  const bytes = Buffer.byteLength(JSON.stringify(record));
  if (bytes > MAX_RECORD_BYTES) {
    return whole(`a record of at most ${MAX_RECORD_BYTES} bytes`, `one of ${bytes}`);
  }
  const features = plan.apply(record);
  if ('errors' in features) return features;
  const instance: FeatureInstance = {};
  plan.names.forEach((name, position) => (instance[name] = features.values[position] ?? null));
  return { instance, id: features.id };
};

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shortened = (field: string): string =>
  field.length > MAX_FIELD_LENGTH ? `${field.slice(0, MAX_FIELD_LENGTH)}…` : field;

const filterOf = (entry: ModelEntry): ((record: Fields) => Outcome) => {
  if (!isRecordModel(entry)) return fromPayload;
  const plan = planOf(entry);
  return (record) => fromColumns(plan, record);
};

/**
 * Takes records apart into those that a model takes, with what is sent for them, and errors.
 *
 * Every record that is at fault has an error; further ones of a record are told while the answer is
 * of a reasonable size.
 */
export const filterRecords = (entry: ModelEntry, records: readonly unknown[]): Filtered => {
  const valid: ValidRecord[] = [];
  const errors: RecordError[] = [];
  const filter = filterOf(entry);
  let furtherCharacters = 0;
  records.forEach((record, index) => {
    const outcome = isObject(record) ? filter(record) : whole('an object', describeValue(record));
    if ('instance' in outcome) {
      valid.push({ index, record: record as Fields, ...outcome });
      return;
    }
    outcome.errors.slice(0, MAX_ERRORS).forEach(({ field, message }, position) => {
      if (position > 0) furtherCharacters += message.length;
      if (furtherCharacters > MAX_FURTHER_CHARACTERS) return;
      errors.push({ index, field: shortened(field), message });
    });
  });
  return { valid, errors };
};
