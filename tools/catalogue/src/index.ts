export { SYNTHETIC_ROWS, syntheticData, type SyntheticFile } from './synthetic/synthetic-data.ts';
