import { parseSelection } from './json-path.ts';
import type { TransformRequest } from './request.ts';

/** What a job's DataProcessing does with records on their way in and out. */
export interface DataProcessing {
  /** What of a record is sent to the container. */
  input(record: string): string;
  /** What is stored for a batch: as the container answered, or record by record with their input. */
  output(records: readonly string[], answer: string): string;
}

/** The container answered another number of records than it was sent, or other than JSON or CSV. */
export class JoinError extends Error {
  override readonly name = 'JoinError';
}

/**
 * Joins and filters as the service does: a JSON object gets its score as `SageMakerOutput`, any other
 * JSON becomes `{SageMakerInput, SageMakerOutput}`, CSV gets columns at its end.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-data-processing.html
 */
export const dataProcessingOf = ({
  DataProcessing,
  TransformInput,
}: TransformRequest): DataProcessing => {
  const { InputFilter = '$', OutputFilter = '$', JoinSource = 'None' } = DataProcessing ?? {};
  const format = /csv/.test(TransformInput.ContentType ?? '') ? CSV : JSON_LINES;
  const select = (path: string) => parseSelection(path) ?? ((record: unknown) => record);
  const input = select(InputFilter);
  const filtered = select(OutputFilter);
  const isJoined = JoinSource === 'Input';
  return {
    input: (record) =>
      InputFilter === '$' ? record : format.write(input(format.read(record, 'input'))),
    output(records, answer) {
      if (!isJoined && OutputFilter === '$') return answer;
      const answers = answer.split('\n').filter((line) => line.trim() !== '');
      if (isJoined && answers.length !== records.length) {
        throw new JoinError(
          `Fail to join data: ${records.length} records were sent, ${answers.length} came back.`,
        );
      }
      return answers
        .map((line, index) => {
          const scored = format.read(line, 'output');
          const whole = isJoined
            ? format.join(format.read(records[index] ?? '', 'input'), scored)
            : scored;
          return format.write(filtered(whole));
        })
        .join('\n');
    },
  };
};

const JSON_LINES = {
  read(line: string, of: 'input' | 'output'): unknown {
    try {
      return JSON.parse(line);
    } catch {
      throw new JoinError(`Fail to join data: expected JSON as ${of}, found ${line.slice(0, 100)}`);
    }
  },
  write: (value: unknown): string => JSON.stringify(value ?? null),
  join: (record: unknown, scored: unknown): unknown =>
    typeof record === 'object' && record !== null && !Array.isArray(record)
      ? { ...record, SageMakerOutput: scored }
      : { SageMakerInput: record, SageMakerOutput: scored },
};

/** Cells are told apart by commas alone: quoted commas are not read here. */
const CSV = {
  read: (line: string): unknown => line.split(','),
  write: (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value)),
  join: (record: unknown, scored: unknown): unknown => [
    ...(record as string[]),
    ...(scored as string[]),
  ],
};
