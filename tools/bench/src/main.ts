import { measureBundles } from './bundles.ts';
import { measureChecks } from './deploy/measure-checks.ts';
import { measureDeploy } from './deploy/measure-deploy.ts';
import { measureFramework } from './framework.ts';
import { measureLoop } from './loop.ts';
import { measurePredictions } from './predictions.ts';
import { measureScorer } from './scorer.ts';
import { measureServing } from './serving.ts';

const USAGE = `npm run bench                 all of them
npm run bench -- bundles      each function's bundle: size and load time, beside the SDK external
npm run bench -- serving      sm-serving's own time per request
npm run bench -- scorer       the WAF model in TypeScript and in its container, microseconds a request
npm run bench -- predictions  model-predictions' own time, for one record and for a thousand
npm run bench -- framework    stack up, four models trained side by side, 1,000 records in one call, memory
npm run bench -- loop         stack up, retraining to live, memory
npm run bench -- deploy       one changed function: Nx and the deploy tool beside Terraform; apply from nothing
npm run bench -- checks       lint, types, tests and builds of everything: cold, cached, one function changed

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
  async scorer() {
    const figures = await measureScorer();
    const ratio = (python: number) => (python / figures.medianMicroseconds).toFixed(1);
    console.table({
      [`TypeScript, ${figures.requests} requests of ${figures.from} (median µs)`]:
        figures.medianMicroseconds.toFixed(1),
      'the slowest twentieth of them, from (µs)': figures.percentile95Microseconds.toFixed(1),
      'container, one by one (median µs of processor time)': figures.pythonMicroseconds.toFixed(0),
      'container / TypeScript': ratio(figures.pythonMicroseconds),
      'container, 200 a call (µs of processor time a request)':
        figures.pythonBatchedMicroseconds.toFixed(0),
      'container, 200 a call / TypeScript': ratio(figures.pythonBatchedMicroseconds),
      'largest difference of their scores': figures.largestDifference.toExponential(1),
      'artefact loaded (ms)': milliseconds(figures.loadMs),
      'library in a bundle (KB)': Math.round(figures.kilobytes),
    });
  },
  async predictions() {
    const { handlerMs, callsMs, filterMs, thousandMs } = await measurePredictions();
    console.table({
      'model-predictions, endpoint and bus answering at once (median ms)': milliseconds(handlerMs),
      'the same two calls as bare HTTP requests (median ms)': milliseconds(callsMs),
      'own time: filter, routing, clients (ms)': milliseconds(handlerMs - callsMs),
      'of it checking a record and computing its features (ms)': filterMs.toFixed(4),
      'a thousand records in one call (median ms)': Math.round(thousandMs),
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
  async framework() {
    const figures = await measureFramework();
    console.table({
      'stack up with all models, everything installed (s)': figures.upSeconds.toFixed(1),
      'four models trained side by side (s)': figures.trainingSeconds.toFixed(1),
      ...Object.fromEntries(
        figures.modelSeconds.map(([model, seconds]) => [`of it ${model} (s)`, seconds.toFixed(1)]),
      ),
      '1,000 records in one call, over HTTP (median s)': figures.thousandSeconds.toFixed(2),
      'peak memory of the local cloud (MB, PSS)': Math.round(figures.peakMegabytes ?? Number.NaN),
    });
  },
  async deploy() {
    const figures = await measureDeploy();
    const seconds = (value: number) => value.toFixed(1);
    const cdktf = figures.synthSeconds + figures.terraformSeconds;
    console.table({
      'apply from nothing (s)': seconds(figures.applySeconds),
      'resources applied': figures.resources,
      'functions in the stack, one of them changed': figures.functions,
      'nx affected -t deploy, start to end (s)': seconds(figures.affectedSeconds),
      'of it the build by Nx alone (s)': seconds(figures.buildSeconds),
      'of it the deploy tool alone (s)': seconds(figures.shipSeconds),
      'terraform apply of the same change (s)': seconds(figures.terraformSeconds),
      'the same with synthesis, as cdktf does it (s)': seconds(cdktf),
      'terraform / deploy tool': (figures.terraformSeconds / figures.shipSeconds).toFixed(1),
      'cdktf / deploy tool': (cdktf / figures.shipSeconds).toFixed(1),
      'build and cdktf / nx affected': (
        (figures.buildSeconds + cdktf) /
        figures.affectedSeconds
      ).toFixed(1),
    });
    console.log(`tasks: ${figures.tasks.join(', ')}`);
    console.log(
      `calls: ${Object.entries(figures.calls)
        .map(([action, times]) => (times === 1 ? action : `${action} (${times})`))
        .join(', ')}`,
    );
  },
  async checks() {
    const figures = await measureChecks();
    console.table({
      tasks: figures.tasks,
      'cold (s)': figures.coldSeconds.toFixed(1),
      'cached (s)': figures.cachedSeconds.toFixed(1),
      'one function changed (s)': figures.changedSeconds.toFixed(1),
      'tasks run then': figures.changedTasks,
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
