export { aFinishedJob, aJob } from './jobs.ts';
export { anApiEvent, type ApiEventFields } from './api-events.ts';
export { fakeClock } from './fake-clock.ts';
export { startMoto, type Moto } from './moto.ts';
