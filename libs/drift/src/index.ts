export { areaUnderCurve, type Labelled } from './auc.ts';
export { addTo, emptyHistogram, histogramOf, quantileEdges, sizeOf, sumOf } from './histogram.ts';
export { populationStabilityIndex } from './psi.ts';
