export { createExecutions, type Executions } from './executions.ts';
export { StartUnconfirmedError } from './errors.ts';
export { jobKeyOf, randomSuffix } from './job-key.ts';
