import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { ROOT, venvPython } from '@ngwaf/tool-local-stack';
import { bundle } from './bundle.ts';
import { median } from './statistics.ts';

const ARCHIVE = join(ROOT, 'notebooks/base-model/model.tar.gz');
const CORPUS = process.env['NGWAF_CORPUS'] ?? join(ROOT, '../shared/data/train-public.csv.gz');
const SAMPLE = join(ROOT, 'notebooks/sample/traffic.csv');
const MAX_REQUESTS = 2_000;
const LOADS = 9;

/** A request written as text: what a whole request is scored as in a data set. */
const IS_REQUEST = /^[A-Z]{3,12} [^\r\n]+ HTTP\/[0-9]/;

/** Requests spread over the rows of the corpus, of the repository's sample where it is not there. */
const requestRows = (): { from: string; requests: string[] } => {
  const [from, csv] = existsSync(CORPUS)
    ? ['the corpus', gunzipSync(readFileSync(CORPUS))]
    : ['the sample', readFileSync(SAMPLE)];
  const rows = parse<{ payload: string }>(csv, { columns: true, bom: true });
  const requests = rows.map(({ payload }) => payload).filter((row) => IS_REQUEST.test(row));
  const stride = Math.max(1, Math.floor(requests.length / MAX_REQUESTS));
  return { from, requests: requests.filter((_, at) => at % stride === 0).slice(0, MAX_REQUESTS) };
};

/** Loads the library from its bundle, then the model; prints what the latter took. */
const LOAD = `
const { readFileSync } = require('node:fs');
const { loadModel } = require(process.argv[1]);
const archive = readFileSync(process.argv[2]);
const start = performance.now();
loadModel(archive).then(() => console.log(performance.now() - start));
`;

/** Scores each request of standard input, thrice before it counts; prints times and scores. */
const SCORE = `
const { readFileSync } = require('node:fs');
const { loadModel } = require(process.argv[1]);
const requests = JSON.parse(readFileSync(0, 'utf8'));
loadModel(readFileSync(process.argv[2])).then((model) => {
  const microseconds = [];
  let scores;
  for (let turn = 0; turn < 6; turn += 1) {
    scores = requests.map((request) => {
      const start = performance.now();
      const { score } = model.score(request);
      if (turn > 2) microseconds.push((performance.now() - start) * 1000);
      return score;
    });
  }
  console.log(JSON.stringify({ microseconds, scores }));
});
`;

const child = (program: string, args: string[], input = ''): string =>
  execFileSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });

export interface ScorerFigures {
  from: string;
  requests: number;
  /** Of the library as a function bundles it. */
  kilobytes: number;
  /** Median over fresh processes, from the archive's bytes to a model that scores. */
  loadMs: number;
  medianMicroseconds: number;
  percentile95Microseconds: number;
  /** The container's handlers, one request a call; processor time. */
  pythonMicroseconds: number;
  /** The same with 200 requests a call. */
  pythonBatchedMicroseconds: number;
  largestDifference: number;
}

/** The TypeScript scorer beside the container's Python on the same requests. */
export const measureScorer = async (): Promise<ScorerFigures> => {
  const { from, requests } = requestRows();
  const input = JSON.stringify(requests);
  const library = await bundle('libs/waf-model/src/index.ts', 'waf-model');
  const loads = Array.from({ length: LOADS }, () =>
    Number(child(process.execPath, ['-e', LOAD, library, ARCHIVE])),
  );
  const { microseconds, scores } = JSON.parse(
    child(process.execPath, ['-e', SCORE, library, ARCHIVE], input),
  ) as { microseconds: number[]; scores: number[] };
  const python = JSON.parse(
    child(venvPython(), [join(ROOT, 'tools/bench/python/container_time.py'), ARCHIVE], input),
  ) as { oneByOneMicroseconds: number; batchedMicroseconds: number; scores: number[] };
  const sorted = microseconds.sort((a, b) => a - b);
  return {
    from,
    requests: requests.length,
    kilobytes: (await stat(library)).size / 1000,
    loadMs: median(loads),
    medianMicroseconds: median(sorted),
    percentile95Microseconds: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    pythonMicroseconds: python.oneByOneMicroseconds,
    pythonBatchedMicroseconds: python.batchedMicroseconds,
    largestDifference: Math.max(...scores.map((score, at) => Math.abs(score - python.scores[at]!))),
  };
};
