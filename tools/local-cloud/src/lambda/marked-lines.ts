import type { Readable } from 'node:stream';

/** Reads lines of a process that marks in the same stream where a piece of work ends. */
export interface MarkedLines {
  /** Resolves when the next mark has been read, or the stream has ended. */
  nextMark(): Promise<void>;
}

/**
 * Hands each line to `onLine`, without its end. A carriage return inside a line stands for a line
 * break of one log message.
 */
export const readMarkedLines = (
  stream: Readable,
  mark: string,
  onLine: (line: string) => void,
): MarkedLines => {
  let rest = '';
  let marksRead = 0;
  let marksAwaited = 0;
  let hasEnded = false;
  const waiting: { mark: number; resolve: () => void }[] = [];

  const wake = () => {
    for (const { mark: awaited, resolve } of waiting.splice(0)) {
      if (hasEnded || awaited <= marksRead) resolve();
      else waiting.push({ mark: awaited, resolve });
    }
  };
  const emit = (line: string) => {
    if (line !== '') onLine(line.replaceAll('\r', '\n'));
  };

  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const segments = (rest + chunk).split(mark);
    rest = segments.pop() ?? '';
    for (const segment of segments) segment.split('\n').forEach(emit);
    marksRead += segments.length;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(emit);
    wake();
  });
  stream.on('close', () => {
    emit(rest);
    hasEnded = true;
    wake();
  });

  return {
    nextMark() {
      marksAwaited += 1;
      const awaited = marksAwaited;
      return new Promise((resolve) => {
        waiting.push({ mark: awaited, resolve });
        wake();
      });
    },
  };
};
