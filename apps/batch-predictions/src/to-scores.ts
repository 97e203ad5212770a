import * as z from 'zod/mini';

const lineSchema = z.looseObject({
  SageMakerOutput: z.object({ score: z.number() }),
});

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * A CSV file of id, score and label, of what the transform job wrote: an object a line with the id
 * and the container's answer.
 */
export const toScores = (output: string, idField: string, threshold: number): string => {
  const rows = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = lineSchema.parse(JSON.parse(line));
      const { score } = parsed.SageMakerOutput;
      const id = String(parsed[idField]);
      return `${quoted(id)},${score},${score >= threshold ? 1 : 0}\n`;
    });
  return [`${idField},score,label\n`, ...rows].join('');
};
