export { createJobTable } from './job-table.ts';
export { aFinishedJob, aJob } from './jobs.ts';
export { anApiEvent, type ApiEventFields } from './api-events.ts';
export { exampleEvents } from './example-events.ts';
export { fakeClock } from './fake-clock.ts';
export { oneAtATime } from './one-at-a-time.ts';
export { startMoto, type Moto } from './moto.ts';
export { aPrediction } from './predictions.ts';
