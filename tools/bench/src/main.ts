import { measureBundles } from './bundles.ts';
import { measureLoop } from './loop.ts';
import { measureServing } from './serving.ts';

const USAGE = `npm run bench                 all of them
npm run bench -- bundles      each function's bundle: size and load time, beside the SDK external
npm run bench -- serving      sm-serving's own time per request
npm run bench -- loop         stack up, retraining to live, memory

Times are of this machine: read them as ratios.`;

const milliseconds = (value: number) => value.toFixed(2);

const benchmarks: Record<string, () => Promise<void>> = {
  async bundles() {
    const figures = await measureBundles();
    console.table(
      figures.map((row) => ({
        function: row.name,
        'bundle KB': Math.round(row.kilobytes),
        'load ms': milliseconds(row.loadMs),
        'SDK external KB': Math.round(row.externalKilobytes),
        'SDK external load ms': milliseconds(row.externalLoadMs),
        'load ratio': (row.loadMs / row.externalLoadMs).toFixed(2),
      })),
    );
  },
  async serving() {
    const { handlerMs, endpointMs } = await measureServing();
    console.table({
      'sm-serving, endpoint answering at once (median ms)': milliseconds(handlerMs),
      'the same call as a bare HTTP request (median ms)': milliseconds(endpointMs),
      'own time (ms)': milliseconds(handlerMs - endpointMs),
    });
  },
  async loop() {
    const figures = await measureLoop();
    console.table({
      'stack up, everything installed (s)': figures.upSeconds,
      'retraining, POST to live (s)': figures.liveSeconds,
      'retraining, POST to job ended (s)': figures.endedSeconds,
      ...Object.fromEntries(
        figures.stepSeconds.map(([step, value]) => [`step ${step} (s)`, value]),
      ),
      'peak memory of the local cloud (MB, PSS)': Math.round(figures.peakMegabytes ?? Number.NaN),
    });
  },
};

/** Runs the named benchmarks, all of them when none is named. */
export const main = async (args: string[]): Promise<void> => {
  const unknown = args.filter((name) => !(name in benchmarks));
  if (unknown.length > 0 || args.includes('--help')) {
    console.log(USAGE);
    process.exitCode = args.includes('--help') ? 0 : 1;
    return;
  }
  for (const [name, run] of Object.entries(benchmarks)) {
    if (args.length > 0 && !args.includes(name)) continue;
    console.log(`\n${name}`);
    await run();
  }
};
