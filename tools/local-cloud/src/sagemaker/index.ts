export { createSageMaker, type SageMakerService } from './service.ts';
