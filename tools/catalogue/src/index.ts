export { OWN_DATA_FOLDER, localData, ownDataFolder } from './local-data.ts';
export { SYNTHETIC_ROWS, syntheticData, type SyntheticFile } from './synthetic/synthetic-data.ts';
