export { UnreadableArtefactError } from './artefact.ts';
export { loadModel, type Instance, type PartScore, type WafModel } from './waf-model.ts';
