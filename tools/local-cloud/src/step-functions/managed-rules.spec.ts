import { managedRulesOf } from './managed-rules.ts';

const definitionOf = (...resources: string[]) =>
  JSON.stringify({
    States: Object.fromEntries(
      resources.map((Resource, index) => [`S${index}`, { Type: 'Task', Resource }]),
    ),
  });

describe('managedRulesOf', () => {
  it('names one rule for each kind of job that a task waits for', () => {
    const definition = definitionOf(
      'arn:aws:states:::sagemaker:createTrainingJob.sync',
      'arn:aws:states:::sagemaker:createTransformJob.sync',
      'arn:aws:states:::sagemaker:createTransformJob.sync',
      'arn:aws:states:::sagemaker:createHyperParameterTuningJob.sync',
    );

    expect(managedRulesOf(definition)).toEqual([
      'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
      'StepFunctionsGetEventsForSageMakerTransformJobsRule',
      'StepFunctionsGetEventsForSageMakerTuningJobsRule',
    ]);
  });

  it('names none for tasks that do not wait', () => {
    const definition = definitionOf(
      'arn:aws:states:::sagemaker:createTrainingJob',
      'arn:aws:states:::lambda:invoke',
    );

    expect(managedRulesOf(definition)).toEqual([]);
  });
});
